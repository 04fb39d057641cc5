/* The live page: list of runs, one run, list of scaling profiles. Every text from elsewhere goes in as text, never as markup. */
const C = window.PlimsollCharts;
const main = document.getElementById("main");
const connection = document.getElementById("connection");
const POINTS = 900;
const WIDTHS = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600];
const ALL = "*";

function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === false || value === null || value === undefined) continue;
    if (name === "class") node.className = value; else if (name.startsWith("on")) node.addEventListener(name.slice(2), value); else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((c) => c !== null && c !== undefined).map((c) => (c instanceof Node ? c : String(c))));
  return node;
}

/** A course as small as a word: measured values, and a dashed line for the usual one or the limit. */
function spark(chart) {
  const width = 120, height = 28, edge = 2, svg = (tag, attributes) => { const node = document.createElementNS("http://www.w3.org/2000/svg", tag); for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value); return node; };
  const known = chart.values.filter((v) => v !== null).concat(chart.expected === null ? [] : [chart.expected], [0]);
  const least = Math.min(...known), most = Math.max(...known), y = (v) => height - edge - (most > least ? (v - least) / (most - least) * (height - 2 * edge) : 0);
  const box = svg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `its course, in ${chart.unit}` });
  if (chart.expected !== null) box.append(svg("line", { x1: 0, x2: width, y1: y(chart.expected), y2: y(chart.expected), stroke: "currentColor", "stroke-opacity": 0.4, "stroke-dasharray": "3 3" }));
  const path = chart.values.map((v, i) => (v === null ? "" : `${i > 0 && chart.values[i - 1] !== null ? "L" : "M"}${(i * width / Math.max(1, chart.values.length - 1)).toFixed(1)} ${y(v).toFixed(1)}`)).join("");
  box.append(svg("path", { d: path, fill: "none", stroke: "currentColor", "stroke-width": 1.5 }));
  return box;
}

/** Sets the text only when it differs, so that nothing flickers and screen readers stay calm. */
function put(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

// ---- asking -------------------------------------------------------------------------------------

class Refused extends Error {
  constructor(status, detail) { super(detail); this.status = status; }
}

function headers(extra) {
  const token = sessionStorage.getItem("token");
  return Object.assign(token ? { Authorization: "Bearer " + token } : {}, extra);
}

async function ask(path) {
  const response = await fetch(path, { headers: headers({ Accept: "application/json" }) });
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Refused(response.status, problem.detail || path + " answered " + response.status);
  }
  return response.json();
}

/** Server-sent events by fetch, because EventSource cannot carry a token. Comes back after a break. */
async function follow(path, since, onEvent, onState) {
  let last = since;
  for (let wait = 500; ; wait = Math.min(wait * 2, 10000)) {
    try {
      const response = await fetch(path, { headers: headers(last ? { "Last-Event-ID": last } : {}), cache: "no-store" });
      if (!response.ok) throw new Refused(response.status, "live stream");
      onState(true);
      wait = 500;
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = "";
      for (;;) {
        const { value, done } = await reader.read();
        if (done) break;
        const blocks = (rest + value).split("\n\n");
        rest = blocks.pop();
        for (const block of blocks) {
          let name = "message", data = "";
          for (const row of block.split("\n")) {
            if (row.startsWith("event: ")) name = row.slice(7);
            else if (row.startsWith("data: ")) data += row.slice(6);
            else if (row.startsWith("id: ")) last = row.slice(4);
          }
          if (data) onEvent(name, JSON.parse(data));
        }
      }
    } catch (problem) {
      if (problem instanceof Refused && problem.status !== 500) { onState(false); if (problem.status === 401) return askToken(); }
    }
    onState(false);
    await new Promise((resume) => setTimeout(resume, wait));
  }
}

function state(live) {
  put(connection, live ? "● live" : "○ not connected, trying again");
}

function askToken() {
  const input = el("input", { type: "password", autocomplete: "off", id: "token", required: true });
  main.replaceChildren(el("form", {
    class: "card token",
    onsubmit: (event) => { event.preventDefault(); sessionStorage.setItem("token", input.value); start(); }
  }, el("label", { for: "token" }, "This service needs its token:"), input, el("button", {}, "Continue")));
  input.focus();
}

function refused(problem) {
  if (problem.status === 401) return askToken();
  main.replaceChildren(el("div", { class: "card empty", role: "alert" }, el("p", {}, problem.message), el("p", {}, el("a", { href: "/" }, "All runs"))));
}

// ---- pieces -------------------------------------------------------------------------------------

const TONE = { PASSED: "good", FAILED: "bad", WITHHELD: "warn", PENDING: "" };
const STATUS_TONE = { FAILED: "bad", ABORTED: "bad", INTERRUPTED: "warn" };
const WORDS = { PASSED: "Passed", FAILED: "Failed", WITHHELD: "Withheld", PENDING: "Pending" };
const lower = (text) => text.charAt(0) + text.slice(1).toLowerCase().replaceAll("_", " ");
const time = (iso) => iso.slice(0, 19).replace("T", " ") + " UTC";
const p = (latency, key) => (latency ? C.number(latency[key]) : "–");

function table(caption, columns, rows) {
  return el("div", { class: "card table", tabindex: "0", role: "region", "aria-label": caption },
    el("table", {},
      el("caption", {}, caption),
      el("thead", {}, el("tr", {}, columns.map(([name, cls]) => el("th", { scope: "col", class: cls }, name)))),
      el("tbody", {}, rows)));
}

// ---- list of runs ---------------------------------------------------------------------------------

async function showRuns() {
  document.title = "plimsoll – runs";
  const body = el("tbody");
  const known = new Map();
  const empty = el("p", { class: "card empty" }, "No runs yet. Start one: ", el("code", {}, "./plimsoll run SCENARIO.yaml"));
  const box = table("Newest first. Response time at the 95th percentile, milliseconds.",
    [["Scenario"], ["Run"], ["Started"], ["Status"], ["Verdict"], ["Requests", "n"], ["Errors", "n"], ["Req/s", "n"], ["p95 ms", "n"]], []);
  box.querySelector("tbody").replaceWith(body);
  main.replaceChildren(el("h1", {}, "Runs"), el("p", { class: "sub" }, "Every load test whose records are on the topics."), el("div", { class: "bar" }), box, empty);

  function draw() {
    const rows = [...known.values()].sort((a, b) => (a.run.id < b.run.id ? 1 : -1));
    empty.hidden = rows.length > 0;
    box.hidden = rows.length === 0;
    body.replaceChildren(...rows.map((o) => el("tr", {},
      el("td", { class: "name" }, el("a", { href: "/runs/" + encodeURIComponent(o.run.id) }, o.run.scenario)),
      el("td", {}, el("code", {}, o.run.id)), el("td", {}, time(o.run.startedAt)),
      el("td", {}, el("span", { class: "badge " + (STATUS_TONE[o.run.status] || "") }, lower(o.run.status))),
      el("td", {}, el("span", { class: "badge " + TONE[o.verdict.outcome] }, WORDS[o.verdict.outcome])),
      el("td", { class: "n" }, C.count(o.count)), el("td", { class: "n" + (o.errors ? " bad-text" : "") }, C.count(o.errors)),
      el("td", { class: "n" }, C.number(o.throughputPerSecond)), el("td", { class: "n" }, o.responseP95 === null ? "–" : C.number(o.responseP95)))));
  }
  const load = async () => { (await ask("/api/v1/runs")).runs.forEach((o) => known.set(o.run.id, o)); draw(); };
  await load();
  let due = false;
  follow("/api/v1/live", null, (name, data) => {
    if (name === "reset") load().catch(refused);
    if (name === "run") known.set(data.run.id, data);
    if (!due) { due = true; setTimeout(() => { due = false; draw(); }, 500); }
  }, (live) => { state(live); if (live) load().catch(() => state(false)); });
}

// ---- one run --------------------------------------------------------------------------------------

function figure(kind, title, note, wide) {
  return el("figure", { class: "card chart" + (wide ? " wide" : "") },
    el("figcaption", {}, title, el("span", {}, note)),
    el("div", { class: "plot", "data-chart": kind, role: "img", "aria-label": title + ", " + note },
      el("div", { class: "empty" }, "Waiting for the first window…")));
}

function tile(name) {
  const value = el("div", { class: "value" }, "–"), note = el("div", { class: "note" });
  return { node: el("div", { class: "card tile" }, el("div", { class: "name" }, name), value, note), value, note };
}

async function showRun(id) {
  const base = "/api/v1/runs/" + encodeURIComponent(id);
  let detail = await ask(base);
  const kpis = new Map(), users = new Map(), ops = new Map();
  let widthMs = 1000, chosen = ALL;

  const title = el("h1"), sub = el("p", { class: "sub" }), badges = el("div", { class: "badges" });
  const verdict = el("div", { class: "card verdict", role: "status" }), notices = el("div");
  const tiles = { requests: tile("Requests"), rate: tile("Throughput now"), p95: tile("Response p95"), errors: tile("Errors"), users: tile("Users"), ledger: tile("Ledger") };
  const select = el("select", { id: "operation", onchange: () => { chosen = select.value; draw(); } });
  const chartBox = el("div", { class: "charts" },
    figure("throughput", "Throughput", "completed requests per second"), figure("users", "Users", "active virtual users"),
    figure("response", "Response time", "from intended start, milliseconds"), figure("service", "Service time", "from actual start, milliseconds"),
    figure("errors", "Errors", "per second, by kind", true));
  const samplesBox = el("div", { class: "charts" }), samplesTitle = el("h2", { hidden: true }, "Resources");
  const samples = window.PlimsollResources.create(samplesBox);
  const opsBox = el("div"), limitsBox = el("div"), findingsBox = el("div");
  const link = (name, path) => el("a", { href: base + path, onclick: (e) => openWithToken(e, base + path) }, name);
  main.replaceChildren(
    el("div", { class: "head" }, el("div", {}, title, sub), badges), notices, verdict,
    el("div", { class: "tiles" }, Object.values(tiles).map((t) => t.node)),
    el("div", { class: "bar" }, el("h2", {}, "Over time"), el("label", { for: "operation" }, "Operation "), select), chartBox,
    samplesTitle, samplesBox,
    opsBox, limitsBox, findingsBox,
    el("h2", {}, "Take it along"),
    el("div", { class: "links" }, link("report.html", "/report.html"), link("report.json", "/report.json"), link("report.md", "/report.md"), link("KPIs as CSV (10 s)", "/kpis?window=10s&format=csv")));
  const charts = C.create(chartBox);

  const startMs = () => Date.parse(detail.run.startedAt);
  const sorted = (map) => [...map.values()].sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));

  function drawHead() {
    const run = detail.run;
    document.title = run.scenario + " – plimsoll";
    put(title, run.scenario);
    put(sub, [run.id, "started " + time(run.startedAt), run.environment, run.branch, run.commit && run.commit.slice(0, 10), ...Object.entries(run.labels).map(([k, v]) => k + "=" + v)].filter(Boolean).join(" · "));
    const v = detail.totals ? detail.totals.verdict : { outcome: "PENDING", reasons: [] };
    badges.replaceChildren(el("span", { class: "badge " + (STATUS_TONE[run.status] || "") }, lower(run.status)), el("span", { class: "badge " + TONE[v.outcome] }, WORDS[v.outcome]));
    const reasons = [...(run.reason ? [run.reason] : []), ...v.reasons];
    verdict.className = "card verdict " + TONE[v.outcome];
    const says = { PASSED: "Passed: every limit was kept.", FAILED: "Failed.", WITHHELD: "Withheld: the data is incomplete.", PENDING: run.endedAt ? "The run has ended; the last windows are being closed." : "The run goes on; the verdict comes with its end." };
    verdict.replaceChildren(el("strong", {}, says[v.outcome]), reasons.length ? el("ul", {}, reasons.map((r) => el("li", {}, r))) : "");
    const warnings = [...(run.generatorLimited ? ["The load generator was at its limit: these figures say more about it than about the target."] : []), ...run.warnings];
    notices.replaceChildren(...warnings.map((w) => el("div", { class: "notice" }, w)));
    const names = [ALL, ...run.operations];
    if (select.options.length !== names.length) {
      select.replaceChildren(...names.map((n) => el("option", { value: n }, n === ALL ? "All operations" : n)));
      select.value = chosen;
    }
  }

  function drawTotals() {
    const totals = detail.totals;
    if (!totals) return;
    const all = totals.operations[0], ledger = totals.ledger;
    put(tiles.requests.value, C.count(all.count));
    put(tiles.requests.note, C.number(all.throughputPerSecond) + " per second on average");
    put(tiles.p95.value, all.response ? C.millis(all.response.p95) : "–");
    put(tiles.p95.note, all.response ? "service p95 " + (all.service ? C.millis(all.service.p95) : "–") : "");
    put(tiles.errors.value, C.count(all.errors));
    put(tiles.errors.note, C.percent(all.errorRate) + " of requests");
    tiles.errors.note.className = "note " + (all.errors ? "bad" : "good");
    put(tiles.ledger.value, C.count(ledger.analysed));
    const open = ledger.emitted - ledger.analysed;
    put(tiles.ledger.note, "of " + C.count(ledger.emitted) + " emitted" + (ledger.complete ? ": complete" : totals.closed ? ": incomplete" : open > 0 ? ", " + C.count(open) + " on their way" : ""));
    tiles.ledger.note.className = "note " + (ledger.complete ? "good" : totals.closed ? "bad" : "");
    opsBox.replaceChildren(el("h2", {}, "Operations"), table(
      "Whole run so far. Response time counts from the intended start, service time from the actual one; milliseconds.",
      [["Operation"], ["Requests", "n"], ["Errors", "n"], ["Req/s", "n"], ["Resp. mean", "n"], ["p50", "n"], ["p95", "n"], ["p99", "n"], ["p99.9", "n"], ["max", "n"], ["Service p50", "n"], ["p95", "n"], ["p99", "n"]],
      totals.operations.map((o, n) => el("tr", { class: n === 0 ? "total" : null },
        el("td", { class: "name" }, o.name === ALL ? "All operations" : o.name), el("td", { class: "n" }, C.count(o.count)),
        el("td", { class: "n" + (o.errors ? " bad-text" : "") }, C.count(o.errors)), el("td", { class: "n" }, C.number(o.throughputPerSecond)),
        ["mean", "p50", "p95", "p99", "p999", "max"].map((k) => el("td", { class: "n" }, p(o.response, k))),
        ["p50", "p95", "p99"].map((k) => el("td", { class: "n" }, p(o.service, k)))))));
    limitsBox.replaceChildren(...(totals.sla.length ? [el("h2", {}, "Limits"), table("Judged on the whole run so far.",
      [["Operation"], ["Indicator"], ["Limit", "n"], ["Measured", "n"], ["State"], ["Why"]],
      totals.sla.map((s) => el("tr", {}, el("td", { class: "name" }, s.operation === ALL ? "All operations" : s.operation), el("td", {}, s.rule.indicator), el("td", { class: "n" }, C.limitText(s.rule).split(" ").slice(1).join(" ")),
        el("td", { class: "n" }, s.value === null ? "–" : s.rule.unit === "ms" ? C.millis(s.value) : s.rule.unit === "ratio" ? C.percent(s.value) : C.number(s.value) + (s.rule.unit === "1/s" ? "/s" : "")),
        el("td", { class: { PASSED: "good-text", FAILED: "bad-text" }[s.state] || "soft" }, lower(s.state)), el("td", { class: "text" }, s.reason || ""))))] : []));
  }

  function drawFindings() {
    findingsBox.replaceChildren(...(detail.findings.length ? [el("h2", {}, "Findings"), table("What the analysis noticed.",
      [["Severity"], ["Kind"], ["What"], ["Course"], ["State"], ["Since"]],
      detail.findings.map((f) => el("tr", {}, el("td", { class: f.severity === "critical" ? "bad-text" : "" }, f.severity), el("td", {}, lower(f.kind)), el("td", { class: "text" }, f.title), el("td", {}, f.chart ? spark(f.chart) : ""), el("td", {}, lower(f.state)), el("td", {}, time(f.from)))))] : []));
  }

  function draw() {
    const rows = sorted(ops.get(chosen) || new Map());
    const live = !detail.totals || !detail.totals.closed;
    // The window that is still filling would look like a drop.
    if (live && rows.length > 1 && !rows[rows.length - 1].closed) rows.pop();
    const everything = ops.get(ALL) || new Map();
    let end = startMs();
    for (const row of everything.values()) end = Math.max(end, Date.parse(row.start) + row.widthMillis);
    charts.draw({ run: detail.run, operation: chosen, limits: detail.run.sla, rows, users: [...users.values()], startMs: startMs(), widthMs, span: (end - startMs()) / 1000, waiting: "Waiting for the first window…" });
    const all = sorted(everything).filter((r) => !live || r.closed || everything.size === 1);
    const newest = all[all.length - 1];
    if (newest) { put(tiles.rate.value, C.number(newest.throughputPerSecond) + " /s"); put(tiles.rate.note, "at " + C.elapsed(Math.max(0, Date.parse(newest.start) - startMs()) / 1000) + " since start"); }
    const together = new Map();
    for (const u of users.values()) together.set(u.start, (together.get(u.start) || 0) + u.last);
    if (together.size) {
      const starts = [...together.keys()].sort();
      put(tiles.users.value, C.count(Math.round(together.get(starts[starts.length - 1]))));
      put(tiles.users.note, "most " + C.count(Math.round(Math.max(...together.values()))));
    }
  }

  let due = false;
  function later() {
    if (due) return;
    due = true;
    setTimeout(() => requestAnimationFrame(() => { due = false; draw(); }), 400);
  }

  function keep(row) {
    if (!ops.has(row.operation)) ops.set(row.operation, new Map());
    ops.get(row.operation).set(row.start, row);
  }

  function chooseWidth() {
    const now = Math.max(Date.parse(detail.run.endedAt || 0) || 0, detail.totals && detail.totals.lastEnd ? Date.parse(detail.totals.lastEnd) : 0, startMs());
    const seconds = (now - startMs()) / 1000;
    return 1000 * (WIDTHS.find((w) => seconds / w <= POINTS * 0.8) || WIDTHS[WIDTHS.length - 1]);
  }

  async function load() {
    widthMs = chooseWidth();
    const query = "?window=" + widthMs / 1000 + "s";
    const [pages, resources] = await Promise.all([ask(base + "/kpis" + query), ask(base + "/resources" + query + "&metric=users_active")]);
    ops.clear(); users.clear();
    widthMs = Math.max(widthMs, pages.widthMillis);
    pages.rows.forEach(keep);
    resources.rows.forEach((r) => users.set(r.source + r.start, r));
    draw();
  }

  /** Wide rows are merged by the service: ask for the last few again. */
  let refreshing = false;
  async function refresh() {
    if (refreshing) return;
    refreshing = true;
    try {
      await new Promise((resume) => setTimeout(resume, 2000));
      const starts = [...(ops.get(ALL) || new Map()).keys()].sort();
      const from = starts.length ? new Date(Date.parse(starts[starts.length - 1]) - 2 * widthMs).toISOString() : detail.run.startedAt;
      const query = "?window=" + widthMs / 1000 + "s&from=" + encodeURIComponent(from);
      const [pages, resources] = await Promise.all([ask(base + "/kpis" + query), ask(base + "/resources" + query + "&metric=users_active")]);
      pages.rows.forEach(keep);
      resources.rows.forEach((r) => users.set(r.source + r.start, r));
      later();
    } finally { refreshing = false; }
  }

  /** Samples are drawn in wider windows and less often than KPIs: there are many of them. */
  async function loadSamples() {
    const found = await ask(base + "/resources?window=" + Math.max(5000, widthMs * 5) / 1000 + "s");
    const lines = new Map();
    for (const row of found.rows) {
      const key = row.source + " " + row.metric, at = Date.parse(row.start) - startMs();
      if (at + found.widthMillis <= 0) continue;
      if (!lines.has(key)) lines.set(key, { source: row.source, metric: row.metric, points: [] });
      lines.get(key).points.push([at, row.average]);
    }
    samplesTitle.hidden = lines.size === 0;
    const ends = [...lines.values()].map((line) => line.points[line.points.length - 1][0] + found.widthMillis);
    if (ends.length) samples.draw({ lines: [...lines.values()], widthMs: found.widthMillis, span: Math.max(...ends) / 1000 });
  }

  async function keepSampling() {
    for (;;) {
      try { await loadSamples(); } catch (e) { /* The rest of the page says that the service is away. */ }
      if (detail.run.endedAt && detail.totals && detail.totals.closed) return;
      await new Promise((resume) => setTimeout(resume, 5000));
    }
  }

  async function again() {
    detail = await ask(base);
    drawHead(); drawTotals(); drawFindings();
    await load();
  }

  function onEvent(name, data) {
    if (name === "reset") again().catch(refused);
    else if (name === "run") { detail.run = data; drawHead(); later(); }
    else if (name === "summary") { detail.totals = data; drawHead(); drawTotals(); later(); }
    else if (name === "finding") { detail.findings = [...detail.findings.filter((f) => f.id !== data.id), data]; drawFindings(); }
    else if (name === "kpi" && widthMs === 1000) {
      keep(data);
      if ((ops.get(ALL) || []).size > POINTS) load().catch(refused); else later();
    } else if (name === "resource" && data.metric === "users_active" && widthMs === 1000) { users.set(data.source + data.start, data); later(); }
    else if (name === "kpi") refresh().catch(() => state(false));
  }

  drawHead(); drawTotals(); drawFindings();
  await load();
  keepSampling();
  follow(base + "/live", detail.liveVersion, onEvent, state);
}

// ---- list of scaling profiles -----------------------------------------------------------------------

async function showProfiles() {
  document.title = "plimsoll – scaling";
  const { profiles } = await ask("/api/v1/profiles");
  const rows = profiles.map((profile) => {
    const path = "/profiles/" + encodeURIComponent(profile.id);
    const loads = profile.levels.map((level) => level.offered), rates = profile.levels.map((level) => level.throughputPerSecond);
    return el("tr", {},
      el("td", { class: "name" }, el("a", { href: path, onclick: (e) => openWithToken(e, path, profile.id + ".html") }, profile.scenario)),
      el("td", {}, el("code", {}, profile.id)), el("td", {}, time(profile.createdAt)),
      el("td", {}, [profile.branch, profile.commit && profile.commit.slice(0, 10), profile.environment].filter(Boolean).join(" · ") || "–"),
      el("td", { class: "n" }, C.count(loads.length)),
      el("td", { class: "n" }, loads.length ? C.number(Math.min(...loads)) + " to " + C.number(Math.max(...loads)) + " " + profile.loadUnit : "–"),
      el("td", { class: "n" }, rates.length ? C.number(Math.max(...rates)) : "–"));
  });
  main.replaceChildren(el("h1", {}, "Scaling profiles"), el("p", { class: "sub" }, "How much load each scenario's target takes, and where it bends."),
    rows.length ? table("Newest first. The highest throughput is that of the levels, successes per second.",
      [["Scenario"], ["Profile"], ["Made"], ["Of"], ["Levels", "n"], ["Loads", "n"], ["Highest /s", "n"]], rows)
      : el("p", { class: "card empty" }, "No profiles yet. Make one: ", el("code", {}, "./plimsoll profile SCENARIO.yaml")));
}

/** A link cannot carry the token, so the file is fetched and opened. */
async function openWithToken(event, path, name) {
  if (!sessionStorage.getItem("token")) return;
  event.preventDefault();
  const response = await fetch(path, { headers: headers() });
  const link = el("a", { href: URL.createObjectURL(await response.blob()), download: name || path.split("/").pop().split("?")[0] });
  link.click();
}

function start() {
  const match = location.pathname.match(/^\/runs\/([^/]+)$/);
  const page = location.pathname === "/profiles" ? showProfiles : showRuns;
  (match ? showRun(decodeURIComponent(match[1])) : page()).catch(refused);
}

start();
