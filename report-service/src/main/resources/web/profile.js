/* Draws the curves of a scaling profile from the data that lies in the file. Needs echarts. */
(function () {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const profile = data.scaling.profile;

  function color(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  /** The band is drawn as its lower end and, stacked on it, its width. */
  function draw(id, line, value, points) {
    const chart = echarts.init(document.getElementById(id), null, { renderer: "svg" });
    const marks = points.map((point) => ({ xAxis: point.load.value, name: point.name, label: { formatter: point.name } }));
    chart.setOption({
      animation: false,
      textStyle: { color: color("--ink") },
      grid: { left: 56, right: 24, top: 26, bottom: 40 },
      tooltip: { trigger: "axis" },
      xAxis: { type: "value", name: profile.loadUnit, nameLocation: "middle", nameGap: 26, min: 0 },
      yAxis: { type: "value", min: 0, splitLine: { lineStyle: { color: color("--grid") } } },
      series: [
        { name: "95 % from", type: "line", stack: "band", symbol: "none", lineStyle: { opacity: 0 }, data: line.map((p) => [p.load, p.low]) },
        { name: "95 % width", type: "line", stack: "band", symbol: "none", lineStyle: { opacity: 0 }, areaStyle: { color: color("--c1"), opacity: 0.18 }, data: line.map((p) => [p.load, p.high - p.low]) },
        { name: "curve", type: "line", symbol: "none", lineStyle: { color: color("--c1") }, data: line.map((p) => [p.load, p.value]),
          markLine: { symbol: "none", lineStyle: { color: color("--c4"), type: "dashed" }, data: marks } },
        { name: "measured", type: "scatter", symbolSize: 8, itemStyle: { color: color("--c3") }, data: profile.levels.map((level) => [level.offered, value(level)]) }
      ]
    });
    window.addEventListener("resize", () => chart.resize());
  }

  const points = data.scaling.points.filter((point, i, all) => all.findIndex((p) => p.load.value === point.load.value) === i);
  draw("throughput", data.throughput, (level) => level.throughputPerSecond, points);
  draw("response", data.response, (level) => level.p95Response, data.scaling.limits);
})();
