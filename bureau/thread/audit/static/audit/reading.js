/* Reads what the verifier checks: JSON and packs, refusing what two programs would read differently. */
(() => {
  "use strict";
  const textOf = bytes =>
    new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);

  // A number keeps the letters it was written in: what was hashed is what stands in the file.
  class Written {
    constructor(source) { this.source = source; }
    valueOf() { return Number(this.source); }
  }
  const read = source => {
    const said = JSON.parse(source, (_key, value, context) =>
      typeof value === "number" ? new Written(context?.source ?? String(value)) : value);
    refuseDoubled(source);
    return said;
  };
  const readBytes = bytes => read(textOf(bytes));

  // Which of two keys of one name counts differs between programs. The source is JSON already.
  const refuseDoubled = source => {
    const open = [];
    let before = "";
    for (const [token] of source.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]/g)) {
      if (token === "{") open.push(new Set());
      else if (token === "[") open.push(null);
      else if (token === "}" || token === "]") open.pop();
      else if (token === ":") {
        const names = open.at(-1), name = JSON.parse(before);
        if (names.has(name)) throw new Error("a key stands twice");
        names.add(name);
      }
      before = token;
    }
  };

  // A pack is read only where it is byte for byte as Bureau writes one: parts uncompressed, one
  // behind the other, then one directory, then its end and nothing else.
  const unpacked = bytes => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length), parts = new Map();
    const u16 = at => view.getUint16(at, true), u32 = at => view.getUint32(at, true);
    const need = is => { if (!is) throw new Error("zip"); };
    const end = bytes.length - 22;
    need(end >= 0 && u32(end) === 0x06054b50 && u32(end + 4) === 0 && u16(end + 20) === 0);
    need(u16(end + 8) === u16(end + 10));
    const begins = u32(end + 16);
    let at = begins, local = 0;
    for (let left = u16(end + 10); left > 0; left--) {
      need(u32(at) === 0x02014b50 && u32(local) === 0x04034b50);
      need([0, 0x800].includes(u16(at + 8)) && u16(at + 10) === 0 && u32(at + 42) === local);
      for (let place = 0; place < 24; place += 2) need(u16(at + 6 + place) === u16(local + 4 + place));
      const size = u32(at + 24), names = u16(at + 28);
      need(u32(at + 20) === size && !u16(at + 30) && !u16(at + 32) && !u16(at + 34));
      need(u16(local + 28) === 0);
      const name = textOf(bytes.subarray(at + 46, at + 46 + names)), first = local + 30 + names;
      need(textOf(bytes.subarray(local + 30, first)) === name && !parts.has(name));
      at += 46 + names;
      local = first + size;
      need(local <= begins);
      parts.set(name, bytes.subarray(first, local));
      need(crc32(parts.get(name)) === u32(at - names - 30));
    }
    need(local === begins && at === end && u32(end + 12) === end - begins);
    return parts;
  };
  const TABLE = Uint32Array.from({ length: 256 }, (_none, each) => {
    for (let bit = 0; bit < 8; bit++) each = each & 1 ? 0xedb88320 ^ each >>> 1 : each >>> 1;
    return each;
  });
  const crc32 = bytes => {
    let found = -1;
    for (const one of bytes) found = TABLE[(found ^ one) & 255] ^ found >>> 8;
    return (found ^ -1) >>> 0;
  };

  window.bureauReading = { Written, read, readBytes, textOf, unpacked };
})();
