/* What a page gains where scripts run. Every page reads and sends without; nothing is written as
   markup, so the page's policy may require Trusted Types. Loaded in the head, without defer: the
   theme is set before anything is drawn, the rest waits for the page. */
(() => {
  "use strict";
  const root = document.documentElement;
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const closest = (event, selector) =>
    event.target instanceof Element ? event.target.closest(selector) : null;

  // Theme: light, dark, or as the device; kept on this device only.
  const theme = {
    kept() {
      try { return localStorage.getItem("theme"); } catch { return null; }
    },
    keep(choice) {
      try { localStorage.setItem("theme", choice); } catch { /* private window: this page only */ }
    },
    show(choice) {
      if (choice === "light" || choice === "dark") root.dataset.theme = choice;
      else delete root.dataset.theme;
    },
    mark(choice) {
      for (const button of all("[data-set-theme]"))
        button.setAttribute("aria-pressed", button.dataset.setTheme === (choice || "auto"));
    },
  };
  root.classList.add("js");
  theme.show(theme.kept());

  const themes = () => {
    theme.mark(theme.kept());
    for (const button of all("[data-set-theme]")) {
      button.addEventListener("click", () => {
        theme.keep(button.dataset.setTheme);
        theme.show(button.dataset.setTheme);
        theme.mark(button.dataset.setTheme);
      });
    }
  };

  // Navigation folds behind a button on a narrow screen.
  const navigation = () => {
    const button = one(".nav-btn"), nav = one(".nav");
    button?.addEventListener("click", () =>
      button.setAttribute("aria-expanded", nav.classList.toggle("open")));
  };

  // Menus close on Escape and on a click elsewhere; "/" goes to the search field.
  const menus = () => {
    document.addEventListener("click", event => {
      for (const menu of all(".pop[open]")) menu.open = menu.contains(event.target);
    });
    document.addEventListener("keydown", event => {
      if (event.key === "Escape") {
        for (const menu of all(".pop[open]")) {
          const held = menu.contains(document.activeElement);
          menu.open = false;
          if (held) one("summary", menu).focus();
        }
      }
      const typing = closest(event, "input, textarea, select, [contenteditable]");
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
      const search = one(".find input");
      if (event.key === "/" && plain && !typing && search?.offsetParent) {
        event.preventDefault();
        search.focus();
      }
    });
  };

  // A form that came back with errors: its summary takes the focus.
  const summaries = () => one("form[method=post] .err-sum")?.focus();

  // One submission a form: a second press while the first is on its way does nothing.
  const submissions = () => {
    document.addEventListener("submit", event => {
      if (event.target.method !== "post" || event.defaultPrevented) return;
      if (event.target.dataset.sent) event.preventDefault();
      event.target.dataset.sent = "yes";
      event.submitter?.setAttribute("aria-busy", "true");
    });
    addEventListener("pageshow", () => {
      for (const form of all("form[data-sent]")) delete form.dataset.sent;
      for (const button of all("button[aria-busy=true]:not([data-busy])"))
        button.removeAttribute("aria-busy");
    });
    document.addEventListener("click", event => {
      if (closest(event, "button[aria-disabled=true]")) event.preventDefault();
    }, true);
  };

  // Rows chosen in a table: the bar of what can be done with them appears, and counts.
  const picks = () => {
    const bar = one(".bulk[data-live]");
    if (!bar) return;
    const boxes = all("[data-pick]"), every = one("[data-pick-all]");
    const count = () => {
      const chosen = boxes.filter(box => box.checked).length;
      bar.hidden = !chosen;
      one("[data-n]", bar).textContent = chosen;
      for (const box of boxes) box.closest("tr").classList.toggle("on", box.checked);
      if (!every) return;
      every.checked = chosen > 0 && chosen === boxes.length;
      every.indeterminate = chosen > 0 && chosen < boxes.length;
    };
    const choose = value => {
      for (const box of boxes) box.checked = value;
      count();
    };
    for (const box of boxes) box.addEventListener("change", count);
    every?.addEventListener("change", () => choose(every.checked));
    one("[data-clear]", bar)?.addEventListener("click", () => choose(false));
    count();
  };

  // Lines that wait for a choice: j and k go from one to the next, on a line the arrows too; 1 to 3
  // choose. From elsewhere on the page they go on where one was last, at first on the first line.
  const lines = () => {
    const form = one("form[data-lines]");
    if (!form) return;
    for (const hint of all("[data-scripted]", form)) hint.hidden = false;
    const each = all("[data-line]", form);
    const radios = line => all("input[type=radio]", line);
    const go = line => (radios(line).find(box => box.checked) ?? radios(line)[0])?.focus();
    const steps = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
    let last = null;
    document.addEventListener("keydown", event => {
      const typing = closest(event, "input:not([type=radio]), textarea, select, [contenteditable]");
      if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
      const within = closest(event, "[data-line]"), line = within ?? last ?? each[0];
      if (!within && event.key.startsWith("Arrow")) return;
      const next = each[within || last ? each.indexOf(line) + (steps[event.key] ?? 0) : 0];
      const box = line && radios(line)[event.key - 1];
      if (event.key in steps) {
        event.preventDefault();
        if (next) go(next);
      } else if (box) {
        event.preventDefault();
        box.checked = true;
        box.focus();
      }
    });
    form.addEventListener("focusin", event => { last = closest(event, "[data-line]") ?? last; });
  };

  // A span of a paper and its fact light each other; chosen, the other one comes into view. A fact
  // that is said in several places leads to the next of them each time.
  const facts = () => {
    const parts = all("[data-fact]"), said = {}, at = {};
    for (const part of parts)
      if (part.matches(".span")) (said[part.dataset.fact] ??= []).push(part);
    const light = id => {
      for (const part of parts) {
        const lit = part.dataset.fact === id;
        part.classList.toggle("on", lit);
        if (lit) part.setAttribute("aria-current", "true");
        else part.removeAttribute("aria-current");
      }
    };
    const next = fact => {
      const id = fact.dataset.fact, spans = said[id] ?? [];
      at[id] = ((at[id] ?? -1) + 1) % spans.length;
      return spans[at[id]];
    };
    const bring = (event, part) => {
      const other = part.matches(".span") ? document.querySelector(part.hash || null) : next(part);
      if (!other || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      if (other.id) history.replaceState(null, "", "#" + other.id);
      other.scrollIntoView({ block: "center" });
      other.focus({ preventScroll: true });
    };
    for (const part of parts) {
      for (const name of ["focusin", "mouseenter"])
        part.addEventListener(name, () => light(part.dataset.fact));
      part.addEventListener("click", event => {
        light(part.dataset.fact);
        if (part.matches("a[href^='#']")) bring(event, part);
      });
    }
  };

  // What may be done to a box opens beside it; the menu itself stands below the drawing, where the
  // box leads without scripts.
  const boxes = () => {
    if (!one(".menus") || !HTMLElement.prototype.showPopover) return;
    const float = document.createElement("div"), gap = 8;
    float.className = "floating";
    float.popover = "auto";
    float.setAttribute("role", "dialog");
    document.body.append(float);
    // Below the box, else at its side, else where there is room.
    const place = box => {
      const wide = float.offsetWidth + gap, high = float.offsetHeight + gap;
      const below = box.bottom + high <= innerHeight, after = box.right + wide <= root.clientWidth;
      const aside = after ? box.right + gap : box.left >= wide ? box.left - wide : box.left;
      const left = Math.min(below ? box.left : aside, root.clientWidth - wide);
      const top = Math.min(below ? box.bottom + gap : box.top, innerHeight - high);
      float.style.left = `${Math.max(gap, left)}px`;
      float.style.top = `${Math.max(gap, top)}px`;
    };
    document.addEventListener("click", event => {
      const link = closest(event, ".plan a[href^='#on-']");
      const menu = link && document.querySelector(link.getAttribute("href"))?.closest("details");
      if (!menu || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      const shown = menu.cloneNode(true), name = document.createElement("p");
      for (const part of [...all("a[href^='#']", shown), ...all("[id]", shown)])
        if (part.matches("a")) part.remove();
        else part.removeAttribute("id");
      name.append(...one("summary", shown).childNodes);
      float.setAttribute("aria-label", name.textContent.trim().replace(/\s+/g, " "));
      one("summary", shown).replaceWith(name);
      float.replaceChildren(...shown.childNodes);
      float.showPopover();
      place(link.getBoundingClientRect());
      one("a", float)?.focus({ preventScroll: true });
    });
    addEventListener("resize", () => float.hidePopover());
  };

  // Dialogs open from their button; toasts and dialogs close from theirs.
  const dialogs = () => {
    document.addEventListener("click", event => {
      const opener = closest(event, "[data-open]"), closer = closest(event, "[data-close]");
      const dialog = opener && document.getElementById(opener.dataset.open);
      if (dialog) {
        event.preventDefault();
        dialog.showModal();
      }
      const open = closer?.closest("dialog");
      if (open) open.close();
      else closer?.closest(".toast")?.remove();
    });
  };

  // Signed in for as long as something is done: typing counts, and before the end there is a word.
  // Other windows count too, so the server is asked before anything is said.
  const staying = () => {
    const form = one("form[data-stay]");
    if (!form) return;
    const idle = +form.dataset.stay * 1e3, warned = Math.min(12e4, idle / 2);
    let ends = Date.now() + idle, told = Date.now(), over = false;
    const show = soon => {
      for (const part of all("[data-soon]", form)) part.hidden = !soon;
      for (const part of all("[data-over]", form)) part.hidden = !over;
      form.hidden = !soon && !over;
    };
    const ask = async method => {
      try {
        const body = method === "POST" ? new FormData(form) : undefined;
        const answer = await fetch(form.action, { method, body });
        over = answer.status === 401;
        if (answer.ok) ends = Date.now() + (await answer.json()).seconds * 1e3;
      } catch { /* no network: asked again soon */ }
      show(!over && ends - Date.now() < warned);
    };
    document.addEventListener("input", () => {
      if (over || Date.now() - told < idle / 6) return;
      told = Date.now();
      ask("POST");
    });
    form.addEventListener("submit", event => {
      event.preventDefault();
      ask("POST");
    });
    const look = () => { if (!over && ends - Date.now() < warned) ask("GET"); };
    setInterval(look, 15e3);
    document.addEventListener("visibilitychange", look);
  };

  document.addEventListener("DOMContentLoaded", () => {
    for (const part of [
      themes, navigation, menus, summaries, submissions, picks, facts,
      boxes, dialogs, staying, lines,
    ]) part();
  });
})();
