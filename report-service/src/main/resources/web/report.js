/* Draws the charts inside report.html from the data that lies in the file. */
(function () {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const select = document.getElementById("operation");
  const charts = window.PlimsollCharts.create(document);
  const startMs = Date.parse(data.run.startedAt);

  function draw() {
    const rows = data.timeline.filter((row) => row.operation === select.value);
    const ends = data.timeline.map((row) => Date.parse(row.start) + row.widthMillis);
    charts.draw({
      run: data.run, operation: select.value, limits: data.run.sla, rows, users: data.users, startMs,
      widthMs: data.timeline.length ? data.timeline[0].widthMillis : 1000,
      span: ends.length ? (Math.max(...ends) - startMs) / 1000 : 1, waiting: "Nothing was recorded."
    });
  }
  select.addEventListener("change", draw);
  draw();

  const box = document.getElementById("resources");
  if (box) {
    const ends = data.resources.lines.flatMap((line) => line.points.slice(-1).map(([at]) => at + data.resources.widthMillis));
    window.PlimsollResources.create(box).draw({
      lines: data.resources.lines, widthMs: data.resources.widthMillis, span: ends.length ? Math.max(...ends) / 1000 : 1
    });
  }
})();
