"use strict";
(() => {
  const words = JSON.parse(document.getElementById("words").textContent);
  const table = document.getElementById("list");
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);

  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  const value = (row, column) => {
    const cell = row.cells[column];
    const given = cell.dataset.v ?? cell.textContent.trim();
    return given !== "" && !Number.isNaN(Number(given)) ? Number(given) : given;
  };
  const compare = (one, other) => {
    if (one === "" || other === "") return (one === "") - (other === "");
    if (typeof one === "number" && typeof other === "number") return one - other;
    return String(one).localeCompare(String(other));
  };
  const heads = Array.from(table.tHead.rows[0].cells);
  heads.forEach((head, column) => {
    if (!head.dataset.sort) return;
    const name = head.textContent;
    const button = make("button", { type: "button", className: "sort", textContent: "↕" });
    button.setAttribute("aria-label", `${words.sort}: ${name}`);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      heads.forEach((each) => {
        each.removeAttribute("aria-sort");
        const other = each.querySelector(".sort");
        if (other) other.textContent = "↕";
      });
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      button.textContent = down ? "↓" : "↑";
      const sign = down ? -1 : 1;
      rows.sort((a, b) => {
        const one = value(a, column), other = value(b, column);
        const order = compare(one, other);
        return one === "" || other === "" ? order : sign * order;
      });
      body.append(...rows);
    });
    head.append(button);
  });

  const text = make("input", { type: "search" });
  const state = make("select", {}, make("option", { value: "", textContent: words.all }));
  const seen = new Set();
  rows.forEach((row) => {
    const { state: key } = row.dataset;
    if (seen.has(key)) return;
    seen.add(key);
    state.append(make("option", { value: key, textContent: row.cells[0].textContent.trim() }));
  });
  const count = make("output", {});
  count.setAttribute("aria-live", "polite");
  const filter = () => {
    const wanted = text.value.trim().toLowerCase();
    let shown = 0;
    rows.forEach((row) => {
      const fits = (!state.value || row.dataset.state === state.value)
        && (!wanted || row.textContent.toLowerCase().includes(wanted));
      row.hidden = !fits;
      shown += fits;
    });
    count.textContent = `${shown} / ${rows.length}`;
  };
  text.addEventListener("input", filter);
  state.addEventListener("change", filter);
  const tools = make("div", { className: "tools" },
    make("label", {}, words.filter, text), make("label", {}, words.state, state), count);
  table.closest(".scroll").before(tools);
  filter();

  const weeks = document.querySelector(".heat").closest(".scroll");
  weeks.scrollLeft = weeks.scrollWidth; // the latest weeks are on the right

  const open = () => {
    let found = null;
    try {
      found = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch { /* an address that names nothing of this page */ }
    if (!found) return;
    const row = found.closest("#list tr");
    if (row && row.hidden) {
      text.value = state.value = "";
      filter();
    }
    const closed = found.closest("details:not([open])");
    if (closed) {
      closed.open = true;
      found.scrollIntoView();
    }
  };
  window.addEventListener("hashchange", open);
  open();
})();
