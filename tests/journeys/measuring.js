// How far the page is too wide, and which words lie over others: [pixels, sentences].
// Of two that do, the first is the one that comes first in the document, in any font.
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
  // Words that reach out of the block they stand in, or a block on a line out of the one around;
  // where a block scrolls, it may hold more.
  const block = element => {
    while (/^(inline|contents)$/.test(getComputedStyle(element).display)) {
      element = element.parentElement;
    }
    return element;
  };
  const spills = (element, box) => {
    const own = element.getBoundingClientRect();
    const {overflowX, display, fontSize, whiteSpace} = getComputedStyle(element);
    if (overflowX !== "visible") return false;
    // Where spaces are kept, one at the end of a full line hangs over its edge unseen.
    const slack = whiteSpace === "pre-wrap" ? parseFloat(fontSize) / 2 : 2;
    if (own.width > 1 && (box.right > own.right + slack || box.left < own.left - slack)) return true;
    return display.startsWith("inline") && spills(block(element.parentElement), box);
  };
  // What of a box is to be seen where something around it cuts off what reaches out.
  const edges = new Map();
  const edgesOf = element => {
    if (!element || element === document.body) {
      return {left: -Infinity, right: Infinity, top: -Infinity, bottom: Infinity};
    }
    if (!edges.has(element)) {
      const {overflowX, overflowY} = getComputedStyle(element);
      const own = element.getBoundingClientRect(), seen = {...edgesOf(element.parentElement)};
      if (overflowX !== "visible") {
        seen.left = Math.max(seen.left, own.left);
        seen.right = Math.min(seen.right, own.right);
      }
      if (overflowY !== "visible") {
        seen.top = Math.max(seen.top, own.top);
        seen.bottom = Math.min(seen.bottom, own.bottom);
      }
      edges.set(element, seen);
    }
    return edges.get(element);
  };
  const within = (element, box) => {
    const seen = edgesOf(element);
    const left = Math.max(box.left, seen.left), right = Math.min(box.right, seen.right);
    const top = Math.max(box.top, seen.top), bottom = Math.min(box.bottom, seen.bottom);
    return {left, right, top, bottom, width: right - left, height: bottom - top};
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    const parent = node.parentElement;
    if (!node.data.trim() || isApart(parent)) continue;
    const around = block(parent), range = document.createRange();
    if (!around.checkVisibility()) continue;
    range.selectNodeContents(node);
    for (const whole of range.getClientRects()) {
      const box = within(around, whole);
      if (box.width <= 1 || box.height <= 1) continue;
      pieces.push({box, node, order: pieces.length});
      if (found.length < 5 && spills(around, box)) found.push(`out: ${said(node.data)}`);
    }
  }
  pieces.sort((one, other) => one.box.top - other.box.top);
  pieces.forEach((piece, place) => {
    const {box, node} = piece;
    for (let next = place + 1; next < pieces.length && found.length < 5; next++) {
      const other = pieces[next];
      if (other.box.top > box.bottom) break;
      if (other.node === node) continue;
      const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
      const down = Math.min(box.bottom, other.box.bottom) - other.box.top;
      if (across > 2 && down > Math.min(box.height, other.box.height) / 2) {
        const pair = [piece, other].sort((one, two) => one.order - two.order);
        found.push(pair.map(each => said(each.node.data)).join(" / "));
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
