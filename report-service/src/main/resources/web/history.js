/* Draws each KPI of a history over its runs from the data that lies in the page. Needs echarts. */
(function () {
  "use strict";
  const history = JSON.parse(document.getElementById("data").textContent);
  const ids = history.runs.map((run) => run.runId);

  function color(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  /** What is shown of a run: commits are long, and runs may have none. */
  function label(run) {
    return run.commit ? run.commit.slice(0, 10) : run.runId;
  }

  function level(from, to, value) {
    return [{ xAxis: from, yAxis: value }, { xAxis: to, yAxis: value }];
  }

  /** The median before the first change, and after each. */
  function levels(trend) {
    const starts = trend.changes.map((change) => ids.indexOf(change.runId));
    const lines = starts.map((start, i) => level(i === 0 ? 0 : starts[i - 1], start, trend.changes[i].before));
    if (starts.length) {
      const last = starts.length - 1;
      lines.push(level(starts[last], ids.length - 1, trend.changes[last].after));
    }
    return lines;
  }

  function draw(place) {
    const trend = history.trends.find((each) => each.kpi === place.dataset.kpi);
    const chart = echarts.init(place, null, { renderer: "canvas" });
    const changes = trend.changes.map((change) => ({
      xAxis: ids.indexOf(change.runId),
      lineStyle: { color: color(change.state === "ACKNOWLEDGED" ? "--c1" : "--c4") },
      label: { formatter: change.runId, position: "insideEndTop", color: color("--ink") }
    }));
    chart.setOption({
      animation: false,
      textStyle: { color: color("--ink") },
      grid: { left: 56, right: 20, top: 22, bottom: 30 },
      tooltip: {
        trigger: "axis",
        renderMode: "richText",
        formatter: (points) => {
          const run = history.runs[points[0].dataIndex];
          return run.runId + "\n" + (run.commit || "no commit") + "\n" + Number(points[0].value.toPrecision(5)) + " " + trend.unit;
        }
      },
      xAxis: { type: "category", data: history.runs.map(label), axisLabel: { color: color("--ink") } },
      yAxis: { type: "value", min: 0, splitLine: { lineStyle: { color: color("--grid") } } },
      series: [
        { type: "line", symbolSize: 5, lineStyle: { color: color("--c1") }, itemStyle: { color: color("--c1") }, data: trend.values,
          markLine: { symbol: "none", silent: true, label: { show: false }, lineStyle: { type: "dashed" },
            data: changes.concat(levels(trend).map((line) => line.map((end) => ({ ...end, lineStyle: { color: color("--c3"), type: "solid" } })))) } }
      ]
    });
    window.addEventListener("resize", () => chart.resize());
  }

  document.querySelectorAll("[data-kpi]").forEach(draw);
})();
