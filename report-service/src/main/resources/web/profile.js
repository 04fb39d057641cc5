/* Draws the curves of a scaling profile from the data that lies in the file. Needs echarts. */
(function () {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const profile = data.scaling.profile;

  function color(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  /** The band is what an opaque area under its lower end leaves of the area under its upper end; axes and grid lie above. */
  function draw(id, line, value, points) {
    const chart = echarts.init(document.getElementById(id), null, { renderer: "svg" });
    const marks = points.map((point) => ({ xAxis: point.load.value, name: point.name, label: { formatter: point.name, position: "insideEndTop" } }));
    const area = (name, end, fill, opacity) => ({
      name, type: "line", symbol: "none", silent: true, z: 2, lineStyle: { opacity: 0 }, itemStyle: { color: color("--c1") },
      areaStyle: { color: fill, opacity, origin: "start" }, data: line.map((p) => [p.load, end(p)])
    });
    chart.setOption({
      animation: false,
      textStyle: { color: color("--ink") },
      grid: { left: 56, right: 24, top: 26, bottom: 40 },
      tooltip: { trigger: "axis" },
      xAxis: { type: "value", z: 10, name: profile.loadUnit, nameLocation: "middle", nameGap: 26, min: 0, max: line.length ? Number(line[line.length - 1].load.toPrecision(3)) : null },
      yAxis: { type: "value", z: 10, min: 0, splitLine: { lineStyle: { color: color("--grid") } } },
      series: [
        area("95 % to", (p) => p.high, color("--c1"), 0.2),
        area("95 % from", (p) => p.low, color("--card"), 1),
        { name: "curve", type: "line", z: 20, symbol: "none", lineStyle: { color: color("--c1") }, data: line.map((p) => [p.load, p.value]),
          markLine: { symbol: "none", lineStyle: { color: color("--c4"), type: "dashed" }, data: marks } },
        { name: "measured", type: "scatter", z: 21, symbolSize: 8, itemStyle: { color: color("--c3") }, data: profile.levels.map((level) => [level.offered, value(level)]) }
      ]
    });
    window.addEventListener("resize", () => chart.resize());
  }

  const points = data.scaling.points.filter((point, i, all) => all.findIndex((p) => p.load.value === point.load.value) === i);
  draw("throughput", data.throughput, (level) => level.throughputPerSecond, points);
  draw("response", data.response, (level) => level.p95Response, data.scaling.limits);
})();
