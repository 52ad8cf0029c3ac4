"use strict";
(() => {
  const page = document.body.dataset;
  const thousands = page.decimal === "," ? /\./g : /,/g;
  const number = (text) => {
    const value = Number.parseFloat(text.replace(thousands, "").replace(page.decimal, "."));
    return Number.isNaN(value) ? null : value;
  };
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const place = (a, b, up) => {
    if (a === null || b === null) return (a === null) - (b === null);
    const less = typeof a === "number" ? a - b : order.compare(a, b);
    return up ? less : -less;
  };
  const sort = (table, column, head) => {
    const numeric = head.classList.contains("n");
    const up = head.getAttribute("aria-sort") !== "ascending";
    const body = table.tBodies[0];
    const keyed = Array.from(body.rows, (row) => {
      const text = row.cells[column].textContent.trim();
      return [numeric ? number(text) : text || null, row];
    });
    keyed.sort((a, b) => place(a[0], b[0], up));
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    body.append(...keyed.map((pair) => pair[1]));
  };
  const filter = (table, text, told) => {
    const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of table.tBodies[0].rows) {
      const content = row.textContent.toLocaleLowerCase();
      row.hidden = !words.every((word) => content.includes(word));
      if (!row.hidden) shown += 1;
    }
    const whole = (count) => count.toLocaleString(document.documentElement.lang);
    told.textContent = page.of.replace("{}", whole(shown)).replace("{}", whole(table.tBodies[0].rows.length));
  };
  for (const table of document.querySelectorAll("table[data-sortable]")) {
    Array.from(table.tHead.rows[0].cells).forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.title = page.sort + " " + head.textContent;
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => sort(table, column, head));
    });
    const tools = document.createElement("div");
    tools.className = "tools";
    const label = document.createElement("label");
    const input = document.createElement("input");
    const told = document.createElement("output");
    input.type = "search";
    input.id = table.id + "-filter";
    label.htmlFor = input.id;
    label.textContent = page.filter;
    tools.append(label, input, told);
    table.closest(".box").before(tools);
    input.addEventListener("input", () => filter(table, input.value, told));
    filter(table, "", told);
  }
})();
