
"use strict";
(() => {
  const root = document.documentElement;
  const by = (id) => document.getElementById(id);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const search = by("q");
  const picker = by("rule");
  const toggles = new Map(all(".toggle").map((button) => [button.dataset.show, button]));
  const picks = all(".pick");
  const charts = picks.map((pick) => {
    const { cells, dataset } = pick.closest("tr");
    const [, found, counted] = cells;
    const usual = { bars: [...found.firstChild.children], text: found.lastChild.textContent, count: counted.textContent };
    return { rule: dataset.rule, found, counted, usual: { ...usual, value: found.dataset.v } };
  });
  const severities = ["error", "warning", "note"];
  const rows = new Map(all("#files tbody tr").map((row) => [`a${row.dataset.a}`, row]));
  const articles = all("#articles > .article").map((element) => ({
    element,
    clean: element.classList.contains("clean"),
    row: rows.get(element.id),
    text: element.firstElementChild.textContent.toLowerCase(),
    findings: all(".f", element).map((finding) => ({
      element: finding,
      severity: finding.classList[1],
      rule: finding.dataset.rule,
      text: "",
    })),
  }));
  const plural = (number, name) => `${number.toLocaleString("en")} ${name}${number === 1 ? "" : "s"}`;
  const hide = (element, hidden) => {
    if (element && element.hidden !== hidden) element.hidden = hidden;
  };
  const opened = new Set();

  // ---- The filter and its state in the address

  const usual = (name) => name !== root.dataset.hide;
  const isOn = (name) => !toggles.has(name) || toggles.get(name).getAttribute("aria-pressed") === "true";
  const press = (name, on) => toggles.get(name).setAttribute("aria-pressed", String(on));

  const textOf = (finding) => (finding.text ||= finding.element.textContent.toLowerCase());

  function apply() {
    const words = search.value.trim().toLowerCase();
    const rule = picker.value;
    const on = Object.fromEntries([...severities, "clean"].map((name) => [name, isOn(name)]));
    const numbers = new Map();
    const rulesSeen = new Set();
    const kept = [];
    let findings = 0;
    for (const article of articles) {
      const own = !words || article.text.includes(words);
      let here = 0;
      for (const finding of article.findings) {
        const said = own || textOf(finding).includes(words);
        if (said && words) tally(numbers, finding, article);
        const fits = on[finding.severity] && said;
        if (fits) rulesSeen.add(finding.rule);
        const visible = fits && (!rule || finding.rule === rule);
        hide(finding.element, !visible);
        here += visible;
      }
      const visible = here > 0 || (own && !rule && on.clean && article.clean);
      hide(article.element, !visible);
      hide(article.row, !visible);
      if (visible) kept.push(article.element);
      findings += here;
    }
    for (const pick of picks) {
      const row = pick.closest("tr");
      hide(row, !rulesSeen.has(row.dataset.rule));
      pick.setAttribute("aria-pressed", String(row.dataset.rule === rule));
    }
    chart(words ? numbers : null);
    unfoldFew(words || rule ? kept : []);
    hide(by("none"), kept.length > 0 || articles.length === 0);
    by("status").textContent =
      `${plural(findings, "finding")} in ${plural(kept.length, "article")} shown.`;
    remember();
  }

  function tally(numbers, finding, article) {
    const number = numbers.get(finding.rule) ?? { error: 0, warning: 0, note: 0, articles: new Set() };
    number[finding.severity] += 1;
    number.articles.add(article);
    numbers.set(finding.rule, number);
  }

  // The table of rules counts what a search for words leaves; without one it is as it was written.
  function chart(numbers) {
    const total = (number) => severities.reduce((sum, name) => sum + number[name], 0);
    const most = numbers && Math.max(1, ...[...numbers.values()].map(total));
    for (const { rule, found, counted, usual } of charts) {
      const number = numbers?.get(rule);
      const parts = number ? severities.filter((name) => number[name]) : [];
      let done = 0;
      const bars = parts.map((name) => {
        const bar = document.createElementNS("http://www.w3.org/2000/svg", "rect");
        const width = (1000 * number[name]) / most;
        for (const [key, value] of Object.entries({ class: name, x: done, width, height: 10 })) {
          bar.setAttribute(key, value);
        }
        done += width;
        return bar;
      });
      found.firstChild.replaceChildren(...(number ? bars : usual.bars));
      found.lastChild.textContent = number
        ? parts.map((name) => plural(number[name], name)).join(", ")
        : usual.text;
      found.dataset.v = number ? total(number) : usual.value;
      counted.textContent = number ? number.articles.size.toLocaleString("en") : usual.count;
    }
  }

  // A search that leaves little shows it at once; what it opened closes with it.
  function unfoldFew(elements) {
    const few = new Set(elements.length <= 12 ? elements : []);
    for (const element of opened) {
      if (!few.has(element)) {
        element.open = false;
        opened.delete(element);
      }
    }
    for (const element of few) {
      if (!element.open) {
        element.open = true;
        opened.add(element);
      }
    }
  }

  function remember() {
    const state = new URLSearchParams();
    if (search.value.trim()) state.set("q", search.value.trim());
    if (picker.value) state.set("rule", picker.value);
    const changed = [...toggles.keys()].filter((name) => isOn(name) !== usual(name));
    if (changed.length) state.set("switched", changed.join(","));
    const hash = state.toString();
    const now = location.hash.slice(1);
    // An address that leads to an article stays until the filter says something.
    if (hash === now || (!hash && !now.includes("="))) return;
    try {
      history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
    } catch {
      // A page in a sandboxed frame has no history; the filter works all the same.
    }
  }

  function recall() {
    const hash = location.hash.slice(1);
    if (hash && !hash.includes("=")) {
      reveal(by(hash));
      return;
    }
    const state = new URLSearchParams(hash);
    const switched = (state.get("switched") || "").split(",");
    search.value = state.get("q") || "";
    picker.value = state.get("rule") || "";
    if (picker.selectedIndex < 0) picker.value = "";
    for (const name of toggles.keys()) press(name, usual(name) !== switched.includes(name));
    apply();
  }

  function reveal(element) {
    const article = element && element.closest(".article");
    if (!article) return;
    for (let at = element; at; at = at.parentElement) hide(at, false);
    article.open = true;
    if (element === article) article.firstElementChild.focus({ preventScroll: true });
    element.scrollIntoView({ behavior: "instant" });
  }

  // ---- Tables

  function valueOf(row, column, isNumber) {
    const cell = row.cells[column];
    const text = cell.dataset.v ?? cell.textContent.trim();
    return isNumber ? Number(text.replaceAll(",", "")) : text.toLowerCase();
  }

  function sortBy(head) {
    const isNumber = head.firstElementChild.dataset.sort === "number";
    const first = isNumber ? "descending" : "ascending";
    const other = isNumber ? "ascending" : "descending";
    const order = head.getAttribute("aria-sort") === first ? other : first;
    for (const cell of head.parentElement.cells) cell.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", order);
    const body = head.closest("table").tBodies[0];
    const sign = order === "ascending" ? 1 : -1;
    const keyed = [...body.rows].map((row) => [valueOf(row, head.cellIndex, isNumber), row]);
    keyed.sort(([one], [two]) => sign * (isNumber ? one - two : one < two ? -1 : Number(one > two)));
    body.append(...keyed.map(([, row]) => row));
  }

  // ---- Colours

  function paint() {
    const dark = root.dataset.theme
      ? root.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    by("theme").textContent = dark ? "Light colours" : "Dark colours";
    return dark;
  }

  by("theme").addEventListener("click", () => {
    root.dataset.theme = paint() ? "light" : "dark";
    try {
      localStorage.setItem("medlint-theme", root.dataset.theme);
    } catch {
      // Without storage the choice lasts as long as the page.
    }
    paint();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);

  // ---- Start

  let waiting = 0;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 120);
  });
  picker.addEventListener("change", apply);
  for (const [name, button] of toggles) {
    button.addEventListener("click", () => {
      press(name, !isOn(name));
      apply();
    });
  }
  for (const pick of picks) {
    pick.disabled = false;
    pick.addEventListener("click", () => {
      const code = pick.closest("tr").dataset.rule;
      picker.value = picker.value === code ? "" : code;
      apply();
    });
  }
  for (const button of all("thead button")) {
    button.disabled = false;
    button.addEventListener("click", () => sortBy(button.parentElement));
  }
  by("clear").addEventListener("click", () => {
    search.value = "";
    picker.value = "";
    for (const name of toggles.keys()) press(name, usual(name));
    apply();
    search.focus();
  });
  by("unfold").addEventListener("click", (event) => {
    const visible = articles.filter((article) => !article.element.hidden);
    const open = event.target.textContent === "Open all";
    for (const article of visible) article.element.open = open;
    event.target.textContent = open ? "Close all" : "Open all";
    if (!open) opened.clear();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#a"]');
    if (!link) return;
    event.preventDefault();
    reveal(by(link.hash.slice(1)));
  });
  addEventListener("hashchange", recall);
  paint();
  for (const name of toggles.keys()) press(name, usual(name));
  // The first pass would otherwise write an empty filter over the one in the address.
  if (!location.hash.includes("=")) apply();
  if (location.hash) recall();
})();
