// How far the page is too wide, and which words lie over others: [pixels, sentences].
() => {
  const page = document.documentElement, found = [], pieces = [];
  const canvas = document.createElement("canvas").getContext("2d");
  const apart = new Map();
  // What floats over the page, is hidden or drawn has places of its own.
  const isApart = element => {
    if (!element || element === page) return false;
    if (!apart.has(element)) {
      const style = getComputedStyle(element);
      const own = /absolute|fixed|sticky/.test(style.position) || style.visibility === "hidden";
      apart.set(element, own || element.tagName === "svg" || isApart(element.parentElement));
    }
    return apart.get(element);
  };
  const said = text => text.trim().replace(/\s+/g, " ").slice(0, 40);
  // Words that reach out of the block they stand in; where a block scrolls, it may hold more.
  const block = element => {
    while (getComputedStyle(element).display.startsWith("inline")) element = element.parentElement;
    return element;
  };
  const spills = (element, box) => {
    const own = element.getBoundingClientRect();
    const clips = getComputedStyle(element).overflowX !== "visible";
    return !clips && own.width > 1 && (box.right > own.right + 2 || box.left < own.left - 2);
  };
  // What of a box is to be seen where something around it cuts off what reaches out.
  const edges = new Map();
  const edgesOf = element => {
    if (!element) return [-Infinity, Infinity];
    if (!edges.has(element)) {
      const [left, right] = edgesOf(element.parentElement);
      const cuts = getComputedStyle(element).overflowX !== "visible";
      const own = element.getBoundingClientRect();
      const cut = [Math.max(left, own.left), Math.min(right, own.right)];
      edges.set(element, cuts ? cut : [left, right]);
    }
    return edges.get(element);
  };
  const within = (element, box) => {
    const [first, last] = edgesOf(element);
    const left = Math.max(box.left, first), right = Math.min(box.right, last);
    const {top, bottom, height} = box;
    return {left, right, top, bottom, height, width: right - left};
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    const parent = node.parentElement;
    if (!node.data.trim() || isApart(parent) || !parent.checkVisibility()) continue;
    const around = block(parent), range = document.createRange();
    range.selectNodeContents(node);
    for (const whole of range.getClientRects()) {
      const box = within(around, whole);
      if (box.width <= 1 || box.height <= 1) continue;
      pieces.push({box, node});
      if (found.length < 5 && spills(around, box)) found.push(`out: ${said(node.data)}`);
    }
  }
  pieces.sort((one, other) => one.box.top - other.box.top);
  pieces.forEach(({box, node}, place) => {
    for (let next = place + 1; next < pieces.length && found.length < 5; next++) {
      const other = pieces[next];
      if (other.box.top > box.bottom) break;
      if (other.node === node) continue;
      const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
      const down = Math.min(box.bottom, other.box.bottom) - other.box.top;
      if (across > 2 && down > Math.min(box.height, other.box.height) / 2) {
        found.push(`${said(node.data)} / ${said(other.node.data)}`);
      }
    }
  });
  // The label of a card's cell is no text of the page: it may not be wider than its place.
  for (const cell of document.querySelectorAll("td[data-l]")) {
    const label = getComputedStyle(cell, "::before");
    const room = parseFloat(label.width);
    if (label.content === "none" || !room || found.length > 9) continue;
    canvas.font = `${label.fontWeight} ${label.fontSize} ${label.fontFamily}`;
    const breaks = !label.whiteSpace.includes("nowrap");
    const words = breaks ? cell.dataset.l.split(/[\s-]+/) : [cell.dataset.l];
    const anywhere = breaks && label.overflowWrap === "anywhere";
    if (!anywhere && words.some(word => canvas.measureText(word).width > room + 1)) {
      found.push(`label ${said(cell.dataset.l)}`);
    }
  }
  return [page.scrollWidth - page.clientWidth, found];
}
