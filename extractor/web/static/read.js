// A document's page: choosing an entry in the text or in the record shows it in the other, with its links;
// the keyboard corrects. Every correction is a form that also works without this script.
"use strict";
(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const byId = (id) => document.getElementById(id);
  const text = () => byId("text");
  const state = () => byId("state").dataset;
  const marksOf = (entry) => [...text().querySelectorAll(`mark[data-entry="${entry}"]`)];
  const rowOf = (entry) => document.querySelector(`tr[data-entry="${entry}"]`);
  const narrow = () => matchMedia("(max-width: 60rem)").matches;
  const panel = () => byId("panel");
  let chosen = null;
  let busy = false;

  // choosing ------------------------------------------------------------------------------------------------

  function choose(entry, { scroll = "both" } = {}) {
    for (const old of document.querySelectorAll(".chosen:not(.context *)")) old.classList.remove("chosen");
    chosen = entry && rowOf(entry) ? entry : null;
    if (chosen) {
      const row = rowOf(chosen);
      const marks = marksOf(chosen);
      row.classList.add("chosen");
      if (!document.activeElement?.closest("#panel")) row.focus({ preventScroll: true });
      for (const mark of marks) mark.classList.add("chosen");
      if (scroll !== "text" && !(narrow() && scroll === "both")) show(row);
      if (scroll !== "row" && marks[0]) show(marks[0]);
      history.replaceState(null, "", `${location.pathname}${state().own}#${chosen}`);
    }
    draw();
  }

  function show(element) {
    const box = element.closest(".columns > section");
    const frame = narrow() ? { top: 0, bottom: innerHeight * (panel().hidden ? 1 : 0.3) } : box.getBoundingClientRect();
    const place = element.getBoundingClientRect();
    const bar = narrow() ? 0 : 130;
    if (place.top < frame.top + bar || place.bottom > frame.bottom - 40) element.scrollIntoView({ block: "center" });
  }

  // Entries in the order in which they stand in the text.
  const order = () => [...new Set([...text().querySelectorAll("mark[data-entry]")].map((mark) => mark.dataset.entry))];

  function step(by) {
    const all = order();
    const next = all[chosen === null ? (by > 0 ? 0 : all.length - 1) : all.indexOf(chosen) + by];
    if (next) choose(next);
  }

  function unchecked() {
    const all = order();
    const from = chosen === null ? 0 : all.indexOf(chosen) + 1;
    const next = [...all.slice(from), ...all.slice(0, from)].find((entry) => rowOf(entry).dataset.rule !== "hand");
    if (next) choose(next);
  }

  // links ---------------------------------------------------------------------------------------------------

  function draw() {
    const board = byId("links");
    board.replaceChildren();
    for (const mark of document.querySelectorAll(".linked")) mark.classList.remove("linked");
    const all = byId("all-links").checked;
    const frame = board.getBoundingClientRect();
    for (const [from, to, kind, said] of JSON.parse(text().dataset.links)) {
      const mine = chosen !== null && (from === chosen || to === chosen);
      if (!mine && !(all && kind !== "period")) continue;
      const ends = [marksOf(from)[0], marksOf(to)[0]];
      if (!ends[0] || !ends[1]) continue;
      if (mine) for (const mark of ends) if (!mark.classList.contains("chosen")) mark.classList.add("linked");
      const [a, b] = ends.map((mark) => mark.getClientRects()[0]);
      if (a && b) arc(board, frame, a, b, kind, mine ? said : "");
    }
  }

  function arc(board, frame, a, b, kind, said) {
    const [x1, y1] = [a.left + a.width / 2 - frame.left, a.top - frame.top];
    const [x2, y2] = [b.left + b.width / 2 - frame.left, b.top - frame.top];
    const top = Math.min(y1, y2) - Math.min(46, 14 + Math.abs(x2 - x1) / 12);
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

  // correcting ----------------------------------------------------------------------------------------------

  // The words selected in the text, as offsets in code points; null when there are none.
  function selection() {
    const found = getSelection();
    if (!found.rangeCount || found.isCollapsed) return null;
    const range = found.getRangeAt(0);
    if (!text().contains(range.startContainer) || !text().contains(range.endContainer)) return null;
    const before = document.createRange();
    before.setStart(text(), 0);
    before.setEnd(range.startContainer, range.startOffset);
    const start = [...before.toString()].length;
    return { start, end: start + [...range.toString()].length };
  }

  const parsed = async (response) => new DOMParser().parseFromString(await response.text(), "text/html");
  const html = { headers: { Accept: "text/html" } };

  function close() {
    panel().hidden = true;
    panel().replaceChildren();
  }

  async function open(address) {
    try {
      const page = await parsed(await fetch(address, html));
      const entry = page.getElementById("entry") ?? page.querySelector(".refusal");
      panel().replaceChildren(document.adoptNode(entry));
      panel().hidden = false;
      panel().querySelector("[autofocus]")?.focus();
      if (chosen) show(marksOf(chosen)[0] ?? text());
    } catch {
      refuse(state().failed);
    }
  }

  function refuse(reason) {
    panel().hidden = false;
    panel().querySelector(".refusal")?.remove();
    const told = typeof reason === "string" ? Object.assign(document.createElement("p"), { textContent: reason }) : document.adoptNode(reason);
    told.classList.add("refusal");
    told.setAttribute("role", "alert");
    panel().prepend(told);
    panel().scrollTop = 0;
  }

  async function send(action, body, { next = null } = {}) {
    if (busy) return;
    busy = true;
    try {
      const response = await fetch(action, { ...html, method: "POST", body });
      const page = await parsed(response);
      if (!response.ok || !page.getElementById("text")) return refuse(page.querySelector(".refusal") ?? state().failed);
      const places = [...document.querySelectorAll(".columns > section")].map((box) => box.scrollTop);
      byId("main").replaceWith(document.adoptNode(page.getElementById("main")));
      document.querySelectorAll(".columns > section").forEach((box, index) => { box.scrollTop = places[index]; });
      getSelection().removeAllRanges();
      choose(next ? next() : state().at);
    } catch {
      refuse(state().failed);
    } finally {
      busy = false;
    }
  }

  const act = (what, options) => send(`${state().address}/${what}${state().own}`, new FormData(byId("act")), options);
  const query = (values) => {
    const all = new URLSearchParams(values);
    if (state().own) all.set("own", "1");
    return String(all) ? `?${all}` : "";
  };

  const offsetOf = (mark) => {
    const range = document.createRange();
    range.setStart(text(), 0);
    range.setEndBefore(mark);
    return [...range.toString()].length;
  };

  function add(layer) {
    const words = selection();
    const near = chosen && marksOf(chosen)[0] ? offsetOf(marksOf(chosen)[0]) : 0;
    open(`${state().address}/add/${layer}${query(words ?? { near })}`);
  }

  function accept() {
    const place = order().indexOf(chosen);
    if (rowOf(chosen).dataset.rule === "hand") return step(1);
    act(`accept/${chosen}`, { next: () => order()[Math.min(place + 1, order().length - 1)] });
  }

  function remove() {
    const place = order().indexOf(chosen);
    act(`delete/${chosen}`, { next: () => order()[Math.min(place, order().length - 1)] });
  }

  const KEYS = {
    j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1), n: unchecked,
    a: () => chosen && accept(), A: () => act("accept/all", { next: () => chosen }),
    x: () => chosen && remove(), Delete: () => chosen && remove(),
    e: () => chosen && open(`${state().address}/entry/${chosen}${query({})}`),
    s: () => chosen && selection() && open(`${state().address}/entry/${chosen}${query(selection())}`),
    f: () => add("figures"), p: () => add("people"), o: () => add("organisations"), d: () => add("dates"),
    t: () => open(`${state().address}/entry/document-0${query({})}`),
    u: () => act("undo", { next: () => (rowOf(chosen ?? "") ? chosen : order()[0]) }),
    g: () => document.querySelector('#act [formaction$="/gold"]')?.click(),
    "?": () => { const keys = document.querySelector(".keys"); keys.open = !keys.open; },
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (!panel().hidden) close(); else choose(null);
      return;
    }
    const form = event.target.closest("#panel form");
    if (form && event.key === "Enter" && (event.ctrlKey || event.target.matches("select, [type=checkbox]"))) {
      event.preventDefault();  // a browser sends a form by itself only from its text fields
      return form.requestSubmit(form.querySelector("button.main"));
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), select, textarea")) return;
    const key = KEYS[event.key] ?? KEYS[event.key.length === 1 && !event.shiftKey ? event.key.toLowerCase() : ""];
    if (!key) return;
    event.preventDefault();
    key();
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.closest("#main")) return;
    event.preventDefault();
    const action = event.submitter?.getAttribute("formaction") ?? form.getAttribute("action");
    if (form.method === "get") return open(`${action}?${new URLSearchParams(new FormData(form))}`);
    const place = order().indexOf(chosen);
    if (action.includes("/delete/")) return send(action, new FormData(form), { next: () => order()[Math.min(place, order().length - 1)] });
    if (action.includes("/undo") || action.includes("/accept/all") || action.includes("/gold"))
      return send(action, new FormData(form), { next: () => (rowOf(chosen ?? "") ? chosen : null) });
    send(action, new FormData(form));
  });

  document.addEventListener("click", (event) => {
    const target = event.target;
    if (selection() === null) {
      const mark = target.closest("#text mark");
      if (mark) return choose(mark.dataset.entry, { scroll: "row" });
    }
    const edit = target.closest("a[data-edit], a[data-add], a[data-close]");
    if (edit && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
      event.preventDefault();
      if ("close" in edit.dataset) return close();
      return edit.dataset.add ? add(edit.dataset.add) : open(edit.href);
    }
    const to = target.closest("a[data-show]");
    if (to) { event.preventDefault(); return choose(to.dataset.show); }
    const inside = target.closest('a[href^="#"]');
    if (inside && rowOf(inside.hash.slice(1))) { event.preventDefault(); return choose(inside.hash.slice(1)); }
    const row = target.closest("tr[data-entry]");
    if (row && !target.closest("a, button, input, select, form")) choose(row.dataset.entry, { scroll: "text" });
  });

  document.addEventListener("change", (event) => {
    const layer = event.target.dataset.layer;
    if (layer) text().classList.toggle(`without-${layer}`, !event.target.checked);
    if (layer || event.target.id === "all-links") draw();
  });

  addEventListener("resize", draw);
  choose(state().at || location.hash.slice(1));
})();
