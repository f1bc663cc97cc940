/* A chart of any number of boxes on a canvas: what the server drew, told level by level while one
   looks around. Nothing is written as markup. d3-zoom (vendored, loaded before) turns gestures into
   a transform; all else is here. Looks come from the style sheet, by the classes of the marks. */
(() => {
  "use strict";
  const whole = document.querySelector("[data-large]");
  const source = document.getElementById("large-first");
  if (!whole || !source || !window.d3?.zoom) return;

  const pane = whole.querySelector("[data-pane]"), canvas = whole.querySelector("canvas");
  const spoken = whole.querySelector("[data-spoken]");
  const first = JSON.parse(source.textContent);
  const W = first.box_width, H = first.box_height, isMirrored = first.direction === "rtl";
  const PART = 7, LETTERS = 34, FACE = 78, REST = 140;
  const BITMAP_BYTES = 24e6, PAINTED_A_FRAME = 6, FETCHED_AT_ONCE = 60;
  const context = canvas.getContext("2d", { alpha: false });
  const boxes = new Map(), faces = new Map(), bitmaps = new Map();
  const wanted = { parts: new Map(), faces: new Set() };
  let root, chosen, view = d3.zoomIdentity, width = 0, height = 0, ratio = 1;
  let isMoving = false, isPrinting = false, bitmapBytes = 0, restTimer, frame, faceTimer;
  let fetching = 0, hasFailed = false, hasMoved = false;

  // Boxes as they are told.
  const take = told => {
    told.ids.forEach((id, n) => {
      const known = boxes.get(id);
      const box = known ?? { id, code: told.codes[n], parent: boxes.get(told.parents[n]) };
      if (!known) {
        Object.assign(box, {
          x: told.x[n], y: told.y[n], left: told.left[n], width: told.width[n],
          height: told.height[n], size: told.sizes[n], children: [], join: null,
        });
        boxes.set(id, box);
        root ??= box;
        box.parent?.children.push(box);
      }
      if (told.joins[n]) box.join ??= new Path2D(told.joins[n]);
    });
  };
  const isOpen = box => box.size === 1 || box.children.length > 0;

  // Looks: what the style sheet says of a kind of mark with these classes.
  const looks = new Map(), shapes = { r: "rect", c: "circle", p: "path", t: "text", s: "tspan" };
  const ground = whole.querySelector(".large-looks");
  const look = (kind, classes) => {
    const key = kind + classes;
    if (looks.has(key)) return looks.get(key);
    const probe = document.createElementNS("http://www.w3.org/2000/svg", shapes[kind]);
    probe.setAttribute("class", classes);
    const into = kind === "s"
      ? ground.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "text"))
      : ground;
    into.append(probe);
    const style = getComputedStyle(probe), said = {
      fill: style.fill === "none" ? "" : style.fill,
      stroke: style.stroke === "none" ? "" : style.stroke,
      line: parseFloat(style.strokeWidth) || 1,
      dash: style.strokeDasharray === "none" ? [] : style.strokeDasharray.split(",").map(parseFloat),
      font: `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`,
      anchor: style.textAnchor, isStruck: style.textDecorationLine.includes("line-through"),
    };
    (into === ground ? probe : into).remove();
    looks.set(key, said);
    return said;
  };
  const colour = name => {
    const key = `--${name}`;
    if (!looks.has(key)) {
      ground.style.color = `var(${key})`;
      looks.set(key, getComputedStyle(ground).color);
    }
    return looks.get(key);
  };

  // Marks: one face as the server drew it, each path read once.
  const write = (to, [, x, y, classes, runs]) => {
    const line = look("t", classes);
    const parts = runs.map(([text, own, isApart]) => {
      const style = own ? look("s", `${own}`) : line;
      const fill = own ? look("t", `${classes} ${own}`).fill : line.fill;
      to.font = own ? look("t", `${classes} ${own}`).font : line.font;
      return { text, fill, font: to.font, isApart, style, width: to.measureText(text).width };
    });
    const space = parts.length > 1 ? 4 : 0;
    const all = parts.reduce((sum, part) => sum + part.width, 0) + space * (parts.length - 1);
    const back = { start: 0, middle: all / 2, end: all }[line.anchor] ?? 0;
    let at = isMirrored ? x + back : x - back;
    to.textAlign = isMirrored ? "right" : "left";
    to.direction = first.direction;
    for (const part of parts) {
      to.font = part.font;
      to.fillStyle = part.fill;
      to.fillText(part.isApart ? `\u2068${part.text}\u2069` : part.text, at, y);
      if (line.isStruck) to.fillRect(isMirrored ? at - part.width : at, y - 5, part.width, 1);
      at += (isMirrored ? -1 : 1) * (part.width + space);
    }
  };
  const paintMark = (to, mark) => {
    if (mark[0] === "t") return write(to, mark);
    const style = look(mark[0], mark.at(-1));
    if (mark[0] === "p" && !mark.path) mark.path = new Path2D(mark[1]);
    if (mark[0] === "c" && !mark.path) {
      mark.path = new Path2D();
      mark.path.arc(mark[1], mark[2], mark[3], 0, 2 * Math.PI);
    }
    to.setLineDash(style.dash);
    to.lineWidth = style.line;
    if (style.fill) {
      to.fillStyle = style.fill;
      mark.path ? to.fill(mark.path) : to.fillRect(...mark.slice(1, 5));
    }
    if (style.stroke) {
      to.strokeStyle = style.stroke;
      mark.path ? to.stroke(mark.path) : to.strokeRect(...mark.slice(1, 5));
    }
  };
  const paintFace = (to, face) => { for (const mark of face.marks) paintMark(to, mark); };

  // While one moves, faces are pictures made before: text is too slow to write in every frame.
  const EDGE = 14;
  const bitmap = (box, face, scale, budget) => {
    const key = `${box.id} ${scale}`, kept = bitmaps.get(key);
    if (kept) {
      bitmaps.delete(key);
      bitmaps.set(key, kept);
      return kept;
    }
    if (budget.left-- <= 0) return null;
    const made = document.createElement("canvas");
    made.width = Math.ceil((W + 2 * EDGE) * scale);
    made.height = Math.ceil((H + 2 * EDGE) * scale);
    const to = made.getContext("2d");
    to.setTransform(scale, 0, 0, scale, EDGE * scale, EDGE * scale);
    paintFace(to, face);
    bitmapBytes += made.width * made.height * 4;
    bitmaps.set(key, made);
    for (const [old, picture] of bitmaps) {
      if (bitmapBytes <= BITMAP_BYTES * ratio * ratio || old === key) break;
      bitmapBytes -= picture.width * picture.height * 4;
      bitmaps.delete(old);
    }
    return made;
  };

  // One frame: only what the pane shows, no finer than one can see.
  const draw = () => {
    frame = 0;
    const k = view.k, budget = { left: isMoving ? PAINTED_A_FRAME : Infinity };
    const edges = {
      left: -view.x / k, top: -view.y / k, right: (width - view.x) / k,
      bottom: (height - view.y) / k,
    };
    wanted.parts.clear();
    wanted.faces.clear();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.fillStyle = colour("tint");
    context.fillRect(0, 0, width, height);
    context.setTransform(ratio * k, 0, 0, ratio * k, ratio * view.x, ratio * view.y);
    const shown = gather(edges, k);
    paintParts(shown.parts);
    paintJoins(shown.joins, k);
    if (k * W < FACE) paintPlain(shown.boxes, k);
    else for (const box of shown.boxes) paintBox(box, k, budget);
    if (chosen) paintChosen(k);
    if (budget.left < 0) again();
    fetchWanted();
  };
  const gather = (edges, k) => {
    const found = { boxes: [], parts: [], joins: [] }, waiting = [root];
    while (waiting.length) {
      const box = waiting.pop();
      if (box.left > edges.right || box.left + box.width < edges.left) continue;
      if (box.y > edges.bottom || box.y + box.height < edges.top) continue;
      const isTiny = k * Math.max(box.width, box.height) < PART && box.size > 1;
      if (isTiny) {
        found.parts.push(box);
        continue;
      }
      if (box.y + H >= edges.top && box.x + W >= edges.left && box.x <= edges.right)
        found.boxes.push(box);
      if (!isOpen(box)) {
        found.parts.push(box);
        if (k * box.width > 60) wanted.parts.set(box.id, box);
        continue;
      }
      if (box.join && k > .004) found.joins.push(box.join);
      for (const child of box.children) waiting.push(child);
    }
    return found;
  };
  const paintParts = parts => {
    context.fillStyle = colour("line");
    for (const box of parts) {
      const top = isOpen(box) ? box.y : box.y + H + 22;
      context.fillRect(box.left, top, box.width, box.y + box.height - top);
    }
  };
  const paintJoins = (joins, k) => {
    context.setLineDash([]);
    context.strokeStyle = colour("ink-2");
    context.lineWidth = Math.max(1, .6 / k);
    for (const join of joins) context.stroke(join);
  };
  const paintPlain = (listed, k) => {
    const isFine = k * W > 5;
    context.strokeStyle = colour("line-2");
    context.lineWidth = 1 / k;
    context.fillStyle = colour("sheet");
    for (const box of listed) context.fillRect(box.x, box.y, W, H);
    if (isFine) for (const box of listed) context.strokeRect(box.x, box.y, W, H);
    context.fillStyle = colour("ink");
    for (const box of listed) context.fillRect(box.x, box.y, W, Math.max(3, 1 / k));
    if (k * W < LETTERS) return;
    const size = Math.min(72, 11 / k);
    context.font = `700 ${size}px ${look("t", "ac").font.replace(/^.*?px /, "")}`;
    context.textAlign = "center";
    for (const box of listed)
      if (box.code.length * size * .6 < W) context.fillText(box.code, box.x + W / 2, box.y + H * .6);
  };
  const paintBox = (box, k, budget) => {
    const face = faces.get(box.id);
    if (!face) {
      wanted.faces.add(box.id);
      paintPlain([box], k);
      return;
    }
    if (!isMoving || isPrinting) {
      context.translate(box.x, box.y);
      paintFace(context, face);
      context.translate(-box.x, -box.y);
      return;
    }
    const scale = 2 ** Math.min(1, Math.ceil(Math.log2(k * ratio)));
    const picture = bitmap(box, face, scale, budget);
    if (picture)
      context.drawImage(picture, box.x - EDGE, box.y - EDGE, W + 2 * EDGE, H + 2 * EDGE);
    else paintPlain([box], k);
  };
  const paintChosen = k => {
    context.setLineDash([]);
    context.strokeStyle = colour("focus");
    context.lineWidth = 3 / k;
    const far = 5 / k;
    context.strokeRect(chosen.x - far, chosen.y - far, W + 2 * far, H + 2 * far);
  };
  const again = () => { frame ||= requestAnimationFrame(draw); };

  // What is seen and not known yet is asked for, nearest to the middle first, two at a time.
  const ask = async (address, more) => {
    const query = whole.dataset.query;
    const answer = await fetch(`${address}${query}${query ? "&" : "?"}${more}`);
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  };
  const failed = () => {
    hasFailed = true;
    spoken.textContent = whole.dataset.fails;
    setTimeout(() => { hasFailed = false; again(); }, 5000);
  };
  const fetchPart = async box => {
    box.asked ??= ask(whole.dataset.boxes, `below=${box.id}`).then(take);
    try { await box.asked; } catch { failed(); }
    box.asked = undefined;
    again();
  };
  const fetchFaces = async ids => {
    const missing = ids.filter(id => !faces.has(id));
    if (!missing.length) return;
    try {
      const told = await ask(whole.dataset.faces, `units=${missing.join()}`);
      for (const [id, face] of Object.entries(told.faces)) faces.set(+id, face);
    } catch { failed(); }
    again();
  };
  const fetchWanted = () => {
    if (hasFailed || faceTimer || !hasMoved) return;
    if (!wanted.parts.size && !wanted.faces.size) return;
    faceTimer = setTimeout(async () => {
      faceTimer = 0;
      if (fetching > 1) return;
      const middle = (width / 2 - view.x) / view.k;
      const nearest = [...wanted.parts.values()]
        .sort((a, b) => Math.abs(a.x - middle) - Math.abs(b.x - middle)).slice(0, 4);
      const some = [...wanted.faces].slice(0, FETCHED_AT_ONCE);
      fetching++;
      await Promise.all([...nearest.map(fetchPart), fetchFaces(some)]);
      fetching--;
      again();
    }, 60);
  };

  // Gestures, buttons, size.
  const fit = () => Math.min(width / first.width, height / first.height, 1);
  const zoom = d3.zoom().on("zoom", event => {
    view = event.transform;
    hasMoved ||= Boolean(root.isShown);
    isMoving = true;
    clearTimeout(restTimer);
    restTimer = setTimeout(() => { isMoving = false; again(); }, REST);
    again();
  }).filter(event => !event.button && (event.type !== "wheel" || !event.altKey));
  const gestures = d3.select(pane);
  const goTo = (x, y, k) => gestures.call(
    zoom.transform, d3.zoomIdentity.translate(width / 2 - x * k, height / 2 - y * k).scale(k));
  const showWhole = () => goTo(first.width / 2, first.height / 2, fit() * .96);
  const showTop = () => {
    const k = Math.max(fit() * .96, Math.min(.7, width / (W * 2)));
    goTo(root.x + W / 2, Math.min(root.y + height / 2 / k - 24 / k, first.height), k);
  };
  const measure = () => {
    width = pane.clientWidth;
    height = pane.clientHeight;
    ratio = Math.min(devicePixelRatio || 1, 2);
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    zoom.extent([[0, 0], [width, height]]).scaleExtent([Math.min(fit() * .8, .5), 2.5]);
    zoom.translateExtent([[-width, -height], [first.width + width, first.height + height]]);
    again();
  };

  // One box at a time: chosen, brought into view, spoken.
  const say = async box => {
    spoken.textContent = whole.dataset.wait;
    await fetchFaces([box.id]);
    if (chosen !== box) return;
    const beside = box.parent?.children ?? [box];
    const place = whole.dataset.place.replace("{place}", beside.indexOf(box) + 1)
      .replace("{count}", beside.length).replace("{below}", box.size - 1);
    spoken.textContent = `${faces.get(box.id)?.label ?? box.code}. ${place}`;
  };
  const choose = (box, isFar) => {
    if (!box) return;
    chosen = box;
    const k = view.k, x = box.x * k + view.x, y = box.y * k + view.y;
    const isSeen = x > 0 && y > 0 && x + W * k < width && y + H * k < height;
    if (isFar || k * W < FACE) goTo(box.x + W / 2, box.y + H / 2, Math.max(k, .7));
    else if (!isSeen) goTo(box.x + W / 2, box.y + H / 2, k);
    again();
    say(box);
  };
  const jump = async path => {
    for (const id of path) {
      const box = boxes.get(id);
      if (!box) break;
      if (!isOpen(box) && id !== path.at(-1)) await fetchPart(box);
    }
    choose(boxes.get(path.at(-1)), true);
    pane.focus({ preventScroll: false });
  };
  const beside = (box, step) => {
    const all = box.parent?.children ?? [box];
    return all[all.indexOf(box) + (isMirrored ? -step : step)];
  };
  const walk = async key => {
    const from = chosen ?? root;
    if (!chosen) return choose(root, true);
    if (key === "ArrowUp") choose(from.parent);
    if (key === "ArrowLeft") choose(beside(from, -1));
    if (key === "ArrowRight") choose(beside(from, 1));
    if (key === "Home") choose(root);
    if (key === "ArrowDown") {
      if (!isOpen(from)) await fetchPart(from);
      choose(from.children[0]);
    }
  };
  const open = async box => {
    await fetchFaces([box.id]);
    const address = faces.get(box.id)?.address;
    if (address) location.assign(address);
  };
  const field = document.getElementById("f-find");
  pane.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const zooms = { "+": 2, "=": 2, "-": .5 }[event.key];
    if (["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home"].includes(event.key))
      walk(event.key);
    else if (event.key === "Enter" && chosen) open(chosen);
    else if (zooms) gestures.call(zoom.scaleBy, zooms);
    else if (/^[\p{L}\p{N}]$/u.test(event.key)) {
      field.focus();
      field.value = event.key;
    } else return;
    event.preventDefault();
  });
  pane.addEventListener("click", event => {
    const [x, y] = view.invert(d3.pointer(event, pane));
    for (const box of gather({ left: x, right: x, top: y, bottom: y }, view.k).boxes) {
      if (y > box.y + H) continue;
      if (box === chosen) open(box);
      else choose(box);
      return;
    }
  });
  for (const button of whole.querySelectorAll("[data-zoom]"))
    button.addEventListener("click", () => gestures.call(zoom.scaleBy, +button.dataset.zoom));
  whole.querySelector("[data-whole]").addEventListener("click", showWhole);

  // Search: the best of what is found is shown at once, the rest is listed.
  const list = document.querySelector("[data-found]");
  const link = one => {
    const item = document.createElement("li"), to = document.createElement("a");
    to.href = `../${one.id}/${whole.dataset.query}`;
    to.dataset.path = one.path.join(" ");
    const code = document.createElement("bdi");
    code.textContent = one.code;
    to.append(code, one.name === one.code ? "" : ` ${one.name}`);
    item.append(to);
    return item;
  };
  document.getElementById("find-box").addEventListener("submit", async event => {
    event.preventDefault();
    try {
      const words = encodeURIComponent(field.value);
      const { found } = await ask(whole.dataset.search, `find=${words}`);
      const shown = document.createElement(found.length ? "ul" : "p");
      shown.className = found.length ? "l" : "quiet";
      if (found.length) shown.append(...found.map(link));
      else spoken.textContent = shown.textContent = list.dataset.none;
      list.replaceChildren(shown);
      if (found.length) jump(found[0].path);
    } catch { failed(); }
  });
  list.addEventListener("click", event => {
    const to = event.target.closest("[data-path]");
    if (!to) return;
    event.preventDefault();
    jump(to.dataset.path.split(" ").map(Number));
  });

  // Another theme, another size, paper: the same drawing in other colours.
  const repaint = () => {
    looks.clear();
    bitmaps.clear();
    bitmapBytes = 0;
    again();
  };
  new MutationObserver(repaint).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
  const print = isOn => {
    isPrinting = isOn;
    ground.style.colorScheme = isOn ? "light" : "";
    repaint();
    if (isOn) draw();
  };
  addEventListener("beforeprint", () => print(true));
  addEventListener("afterprint", () => print(false));
  new ResizeObserver(measure).observe(pane);

  take(first.boxes);
  for (const [id, face] of Object.entries(first.faces)) faces.set(+id, face);
  whole.hidden = false;
  document.querySelector("section.plan").hidden = true;
  gestures.call(zoom).on("dblclick.zoom", null);
  measure();
  showTop();
  root.isShown = true;  // from here on it is the reader who moves, and what is seen is fetched
  const asked = list.querySelector("[data-path]");
  if (asked && field.value) jump(asked.dataset.path.split(" ").map(Number));
})();
