/* Charts of what was sampled: one per source. Used by the live page and by report.html. Needs echarts and charts.js. */
(function () {
  "use strict";
  const C = window.PlimsollCharts;
  const SHARES = "Shares of capacity";

  const isShare = (metric) => metric.endsWith("_ratio") && !metric.includes("{");
  const unit = (metric) => metric.replace(/\{.*$/, "");

  function format(metric) {
    const name = unit(metric);
    if (name.endsWith("_ratio")) return (v) => (v === null || v === undefined ? "–" : C.number(v * 100) + " %");
    if (name.endsWith("_bytes") || name.endsWith("_bytes_per_second")) {
      const per = name.endsWith("_per_second") ? "/s" : "";
      return (v) => {
        if (v === null || v === undefined) return "–";
        const step = Math.min(4, Math.max(0, Math.floor(Math.log10(Math.max(1, Math.abs(v))) / 3)));
        return C.number(v / 1000 ** step) + " " + ["B", "kB", "MB", "GB", "TB"][step] + per;
      };
    }
    return (v) => C.number(v);
  }

  /** What a source can show: its shares together, then each metric with those that differ by label only. */
  function views(lines) {
    const all = new Map();
    const shares = lines.filter((l) => isShare(l.metric));
    if (shares.length) all.set(SHARES, shares);
    for (const line of lines) {
      const name = unit(line.metric);
      if (!all.has(name)) all.set(name, lines.filter((l) => unit(l.metric) === name));
    }
    return all;
  }

  function option(lines, view) {
    const show = format(lines[0].metric);
    const result = C.base("", show, view.span, []);
    result.yAxis.axisLabel.formatter = (v) => show(v).replace(/\.0+(?=\D|$)/, "");
    result.yAxis.minInterval = 0;
    result.series = lines.slice(0, 12).map((line, n) => {
      const name = unit(line.metric) === line.metric ? line.metric : line.metric.slice(unit(line.metric).length);
      return C.line(name, C.gaps(line.points, view.widthMs), C.color("--c" + (n % 8 + 1)), {});
    });
    return result;
  }

  /** Keeps one chart per source under this element. */
  function create(root) {
    const shown = new Map();

    function add(source) {
      const box = document.createElement("figure");
      box.className = "card chart";
      box.dataset.source = source;
      const title = document.createElement("figcaption");
      title.append(source + " ");
      const select = document.createElement("select");
      select.setAttribute("aria-label", "Metric of " + source);
      title.append(select);
      const plot = document.createElement("div");
      plot.className = "plot";
      plot.setAttribute("role", "img");
      plot.setAttribute("aria-label", "Samples of " + source + " over time");
      box.append(title, plot);
      root.append(box);
      const entry = { select, chart: echarts.init(plot, null, { renderer: "canvas" }), lines: [], view: null };
      if (window.ResizeObserver) new ResizeObserver(() => entry.chart.resize()).observe(plot);
      select.addEventListener("change", () => paint(entry));
      shown.set(source, entry);
      return entry;
    }

    function paint(entry) {
      const choices = views(entry.lines);
      const names = [...choices.keys()];
      if (names.join("\n") !== [...entry.select.options].map((o) => o.value).join("\n")) {
        const before = entry.select.value;
        entry.select.replaceChildren(...names.map((name) => new Option(name, name)));
        entry.select.value = names.includes(before) ? before : names[0];
      }
      entry.chart.setOption(option(choices.get(entry.select.value), entry.view), { replaceMerge: ["series", "yAxis"] });
    }

    /** view: { lines: [{ source, metric, points: [[ms since start, value], …] }], widthMs, span } */
    function draw(view) {
      const bySource = new Map();
      for (const line of view.lines) {
        if (!bySource.has(line.source)) bySource.set(line.source, []);
        bySource.get(line.source).push(line);
      }
      for (const [source, lines] of bySource) {
        const entry = shown.get(source) || add(source);
        entry.lines = lines;
        entry.view = view;
        paint(entry);
      }
    }
    return { draw };
  }

  window.PlimsollResources = { create };
})();
