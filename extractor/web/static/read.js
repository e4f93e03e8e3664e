// A document's page: choosing an entry in the text or in the record shows it in the other, with its links.
"use strict";
(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const text = () => document.getElementById("text");
  const marksOf = (entry) => [...text().querySelectorAll(`mark[data-entry="${entry}"]`)];
  const rowOf = (entry) => document.querySelector(`tr[data-entry="${entry}"]`);
  const links = () => JSON.parse(text().dataset.links);
  let chosen = null;

  function choose(entry, { scroll = "both" } = {}) {
    for (const old of document.querySelectorAll(".chosen")) old.classList.remove("chosen");
    chosen = entry && rowOf(entry) ? entry : null;
    if (chosen) {
      const row = rowOf(chosen);
      const marks = marksOf(chosen);
      row.classList.add("chosen");
      for (const mark of marks) mark.classList.add("chosen");
      if (scroll !== "text") row.scrollIntoView({ block: "nearest" });
      if (scroll !== "row" && marks[0]) marks[0].scrollIntoView({ block: narrow() ? "center" : "nearest" });
      history.replaceState(null, "", `#${chosen}`);
    }
    draw();
    document.dispatchEvent(new CustomEvent("entry", { detail: chosen }));
  }

  const narrow = () => matchMedia("(max-width: 60rem)").matches;

  // Entries in the order in which they stand in the text.
  const order = () => [...new Set([...text().querySelectorAll("mark[data-entry]")].map((mark) => mark.dataset.entry))];

  function step(by) {
    const all = order();
    const next = all[chosen === null ? (by > 0 ? 0 : all.length - 1) : all.indexOf(chosen) + by];
    if (next) choose(next);
  }

  function draw() {
    const board = document.getElementById("links");
    board.replaceChildren();
    for (const mark of document.querySelectorAll(".linked")) mark.classList.remove("linked");
    const all = document.getElementById("all-links").checked;
    const frame = board.getBoundingClientRect();
    for (const [from, to, kind, said] of links()) {
      const mine = chosen !== null && (from === chosen || to === chosen);
      if (!mine && !(all && kind !== "period")) continue;
      const ends = [marksOf(from)[0], marksOf(to)[0]];
      if (!ends[0] || !ends[1]) continue;
      if (mine) for (const mark of ends) if (!mark.classList.contains("chosen")) mark.classList.add("linked");
      const [a, b] = ends.map((mark) => mark.getClientRects()[0]);
      arc(board, frame, a, b, kind, mine ? said : "");
    }
  }

  function arc(board, frame, a, b, kind, said) {
    const [x1, y1] = [a.left + a.width / 2 - frame.left, a.top - frame.top];
    const [x2, y2] = [b.left + b.width / 2 - frame.left, b.top - frame.top];
    const bend = Math.min(46, 14 + Math.abs(x2 - x1) / 12);
    const top = Math.min(y1, y2) - bend;
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("class", kind);
    path.setAttribute("d", `M${x1},${y1} C${x1},${top} ${x2},${top} ${x2},${y2}`);
    board.append(path);
    if (!said) return;
    const label = document.createElementNS(SVG, "text");
    label.setAttribute("x", (x1 + x2) / 2);
    label.setAttribute("y", (y1 + y2) / 8 + (top * 3) / 4 - 2);
    label.setAttribute("text-anchor", "middle");
    label.textContent = said;
    board.append(label);
  }

  document.addEventListener("click", (event) => {
    if (!String(getSelection()).trim()) {
      const mark = event.target.closest("#text mark");
      if (mark) return choose(mark.dataset.entry, { scroll: "row" });
    }
    const to = event.target.closest("a[data-show]");
    if (to) { event.preventDefault(); return choose(to.dataset.show); }
    const inside = event.target.closest('a[href^="#"]');
    if (inside && rowOf(inside.hash.slice(1))) { event.preventDefault(); return choose(inside.hash.slice(1)); }
    const row = event.target.closest("tr[data-entry]");
    if (row && !event.target.closest("a, button, input, select, form")) choose(row.dataset.entry, { scroll: "text" });
  });
  document.addEventListener("change", (event) => {
    const layer = event.target.dataset.layer;
    if (layer) text().classList.toggle(`without-${layer}`, !event.target.checked);
    if (layer || event.target.id === "all-links") draw();
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, [contenteditable]")) return;
    if (event.key === "n" || event.key === "j") step(1);
    else if (event.key === "p" || event.key === "k") step(-1);
    else if (event.key === "Escape") choose(null);
    else return;
    event.preventDefault();
  });
  addEventListener("resize", draw);
  window.reader = { choose, step, draw, chosen: () => chosen, text };
  const first = location.hash.slice(1);
  if (first && rowOf(first)) choose(first); else draw();
})();
