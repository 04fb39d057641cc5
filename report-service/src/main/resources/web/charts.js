/* Charts of a run, used by the live page and by report.html. Needs echarts; makes one global. */
(function () {
  "use strict";

  const PERCENTILES = [["p50", "p50"], ["p95", "p95"], ["p99", "p99"], ["p999", "p99.9"]];
  const reports = { response: "Response time", service: "Service time" };

  function color(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  function number(value) {
    if (value === null || value === undefined || Number.isNaN(value)) return "–";
    const size = Math.abs(value);
    const digits = size >= 100 || size === 0 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    return value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  }

  function count(value) {
    return value.toLocaleString("en-US");
  }

  function millis(value) {
    if (value === null || value === undefined) return "–";
    return value >= 10000 ? number(value / 1000) + " s" : number(value) + " ms";
  }

  function percent(ratio) {
    return ratio === 0 ? "0 %" : number(ratio * 100) + " %";
  }

  /** Seconds since the start as 5:07 or 1:05:07. */
  function elapsed(seconds) {
    const s = Math.round(Math.abs(seconds));
    const two = (n) => String(n).padStart(2, "0");
    const text = s >= 3600
      ? Math.floor(s / 3600) + ":" + two(Math.floor(s / 60) % 60) + ":" + two(s % 60)
      : Math.floor(s / 60) + ":" + two(s % 60);
    return (seconds < 0 ? "−" : "") + text;
  }

  function limitText(limit) {
    const value = limit.unit === "ms" ? millis(limit.limit)
      : limit.unit === "ratio" ? percent(limit.limit)
      : limit.unit === "1/s" ? number(limit.limit) + "/s" : number(limit.limit);
    return limit.indicator.replace(/^(response|service)\./, "") + " " + limit.comparison + " " + value.replace(/\.0+(?=\D|$)/, "");
  }

  /** Limits of this indicator's family that bind the shown operation. */
  function limitsFor(limits, operation, matches) {
    return (limits || []).filter((l) => l.operation === operation && matches(l.indicator));
  }

  /** One point per window; a window without outcomes is a zero or a gap, never a straight line. */
  function points(rows, startMs, widthMs, value, missing) {
    const out = [];
    let previous = null;
    for (const row of rows) {
      const at = Date.parse(row.start);
      if (previous !== null && at - previous > widthMs) {
        out.push([previous + widthMs - startMs, missing]);
        if (at - previous > 2 * widthMs) out.push([at - widthMs - startMs, missing]);
      }
      out.push([at - startMs, value(row)]);
      previous = at;
    }
    return out;
  }

  /** The same for points that are there already. */
  function gaps(pairs, widthMs) {
    const out = [];
    let previous = null;
    for (const [at, value] of pairs) {
      if (previous !== null && at - previous > 1.5 * widthMs) out.push([previous + widthMs, null]);
      out.push([at, value]);
      previous = at;
    }
    return out;
  }

  function line(name, data, ink, extra) {
    return Object.assign({
      name, type: "line", data, showSymbol: data.length === 1, symbolSize: 5, sampling: "lttb", animation: false,
      lineStyle: { width: 1.6, color: ink }, itemStyle: { color: ink }, emphasis: { disabled: true }
    }, extra);
  }

  function markLines(limits) {
    const ink = color("--bad");
    return {
      silent: true, symbol: "none", animation: false, z: 10,
      lineStyle: { color: ink, type: "dashed", width: 1.2 },
      label: { position: "insideEndTop", color: ink, fontSize: 11, backgroundColor: color("--card"), padding: [1, 4], borderRadius: 3 },
      data: limits.map((l) => ({ yAxis: l.limit, label: { formatter: limitText(l) } }))
    };
  }

  function base(unit, format, span, limits) {
    const text = color("--soft");
    return {
      animation: false,
      useUTC: true,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      grid: { left: 8, right: 14, top: 34, bottom: 6, containLabel: true },
      legend: { top: 0, left: 0, icon: "roundRect", itemWidth: 12, itemHeight: 4, itemGap: 14, textStyle: { color: text, fontSize: 12 }, type: "scroll", pageIconColor: text, pageTextStyle: { color: text } },
      tooltip: {
        trigger: "axis", confine: true, valueFormatter: format, transitionDuration: 0,
        backgroundColor: color("--card"), borderColor: color("--line"), textStyle: { color: color("--ink"), fontSize: 12.5 },
        axisPointer: { lineStyle: { color: text } }
      },
      xAxis: {
        type: "time", min: 0, max: Math.max(span, 1) * 1000, minInterval: 1000, splitNumber: 5,
        axisLabel: { color: text, formatter: (ms) => elapsed(ms / 1000), hideOverlap: true }, axisLine: { lineStyle: { color: color("--line") } },
        axisTick: { show: false }, splitLine: { show: false },
        axisPointer: { label: { formatter: (p) => elapsed(p.value / 1000) + " since start" } }
      },
      yAxis: {
        type: "value", min: 0, name: unit, nameTextStyle: { color: text, align: "left" }, nameGap: 8,
        axisLabel: { color: text, formatter: (v) => number(v).replace(/\.0+$/, "") }, splitLine: { lineStyle: { color: color("--grid") } },
        splitNumber: 4,
        max: (v) => {
          const near = limits.map((l) => l.limit * 1.08).filter((m) => m <= v.max * 5 || v.max <= 0);
          return near.length && Math.max(...near) > v.max ? Math.max(...near) : null;
        }
      }
    };
  }

  function throughput(view) {
    const limits = limitsFor(view.limits, view.operation, (i) => i === "throughput");
    const data = points(view.rows, view.startMs, view.widthMs, (r) => r.throughputPerSecond, 0);
    const option = base("", (v) => number(v) + " req/s", view.span, limits);
    const ink = color("--c1");
    option.series = [line("completed", data, ink, { areaStyle: { color: ink, opacity: 0.12 }, markLine: markLines(limits) })];
    const planned = plan(view, "open");
    if (planned.length && view.operation === "*") option.series.push(line("planned arrivals", planned, color("--c6"), { lineStyle: { type: "dashed", width: 1.2, color: color("--c6") } }));
    return option;
  }

  function latency(view, kind) {
    const limits = limitsFor(view.limits, view.operation, (i) => i.startsWith(kind + "."));
    const option = base("", millis, view.span, limits);
    option.series = PERCENTILES.map(([key, name], n) =>
      line(name, points(view.rows, view.startMs, view.widthMs, (r) => (r[kind] ? r[kind][key] : null), null), color("--c" + (n + 1)),
        { z: 4 - n, lineStyle: { width: n === 3 ? 1 : 1.6, opacity: n === 3 ? 0.65 : 1, color: color("--c" + (n + 1)) } }));
    option.series[0].markLine = markLines(limits);
    return option;
  }

  function errors(view) {
    const kinds = [...new Set(view.rows.flatMap((r) => Object.keys(r.errorsByKind)))].sort();
    const option = base("", (v) => number(v) + " /s", view.span, []);
    const inks = ["--c4", "--c3", "--c5", "--c7", "--c6", "--c2", "--c1", "--c8"];
    option.series = kinds.map((kind, n) => line(kind.toLowerCase().replaceAll("_", " "),
      points(view.rows, view.startMs, view.widthMs, (r) => (r.errorsByKind[kind] || 0) * 1000 / r.widthMillis, 0), color(inks[n % inks.length]),
      { stack: "errors", sampling: undefined, areaStyle: { opacity: 0.35, color: color(inks[n % inks.length]) }, lineStyle: { width: 1, color: color(inks[n % inks.length]) } }));
    if (!kinds.length) option.series = [line("none", points(view.rows, view.startMs, view.widthMs, () => 0, 0), color("--c2"), {})];
    option.yAxis.minInterval = 0;
    if (!kinds.length) Object.assign(option.yAxis, { max: 1, interval: 1 });
    return option;
  }

  function plan(view, model) {
    const out = [];
    for (const p of (view.run.plan || []).filter((each) => each.model === model)) {
      out.push([p.startMillis, p.fromLevel], [p.startMillis + p.durationMillis, p.toLevel]);
    }
    return out;
  }

  function users(view) {
    const option = base("", (v) => number(v), view.span, []);
    const together = new Map();
    for (const row of view.users) together.set(row.start, (together.get(row.start) || 0) + row.average);
    const rows = [...together].map(([start, value]) => ({ start, value })).sort((a, b) => (a.start < b.start ? -1 : 1));
    const ink = color("--c2");
    option.series = [];
    const planned = plan(view, "closed");
    if (planned.length) option.series.push(line("planned", planned, color("--c6"), { sampling: undefined, z: 4, lineStyle: { type: "dashed", width: 1.4, color: color("--c6") } }));
    option.series.push(line("active", points(rows, view.startMs, view.widthMs, (r) => r.value, null), ink, { step: false, areaStyle: { color: ink, opacity: 0.12 } }));
    return option;
  }

  const OPTIONS = {
    throughput, response: (v) => latency(v, "response"), service: (v) => latency(v, "service"), errors, users
  };

  /** The charts under this element: one per [data-chart]. */
  function create(root) {
    const plots = [...root.querySelectorAll("[data-chart]")].map((box) => ({ box, kind: box.dataset.chart, chart: null }));
    let last = null;
    function draw(view) {
      last = view;
      for (const plot of plots) {
        const has = plot.kind === "users" ? view.users.length > 0 : view.rows.length > 0;
        const note = plot.box.querySelector(".empty");
        if (!has) {
          if (note) note.textContent = plot.kind === "users" && view.rows.length ? "No user counts recorded." : view.waiting;
          if (note) note.hidden = false;
          if (plot.chart) plot.chart.clear();
          continue;
        }
        if (note) note.hidden = true;
        if (!plot.chart) {
          const canvas = document.createElement("div");
          canvas.style.height = "100%";
          plot.box.prepend(canvas);
          plot.chart = echarts.init(canvas, null, { renderer: "canvas" });
          if (window.ResizeObserver) new ResizeObserver(() => plot.chart.resize()).observe(plot.box);
        }
        plot.chart.setOption(OPTIONS[plot.kind](view), { replaceMerge: ["series"] });
      }
    }
    const again = () => last && draw(last);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
    window.addEventListener("beforeprint", () => plots.forEach((p) => p.chart && p.chart.resize()));
    return { draw };
  }

  window.PlimsollCharts = { create, base, line, gaps, color, number, count, millis, percent, elapsed, limitText, titles: reports };
})();
