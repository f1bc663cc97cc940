/* Checks a journal's export or an evidence pack in this browser alone; nothing is sent. Says the
   same as the stand-alone verifier, by code of its own. The sentences stand in the page. */
(() => {
  "use strict";
  const FORMAT = 2;
  const GENESIS = "0".repeat(64);
  const SAID = ["sequence", "at", "person", "post", "act", "record_number", "details", "subjects",
    "previous"];
  const SAYING_KEY = ["journal.found_installation", "journal.declare_key"];
  const text = new TextEncoder();
  const bytesOf = hex => {
    if (!/^([0-9a-f]{2})*$/i.test(hex)) throw new Error("hex");
    return Uint8Array.from(hex.match(/../g) ?? [], pair => parseInt(pair, 16));
  };
  const has = Object.hasOwn;
  const hexOf = bytes =>
    [...new Uint8Array(bytes)].map(one => one.toString(16).padStart(2, "0")).join("");
  const joined = (...parts) => {
    const all = new Uint8Array(parts.reduce((size, one) => size + one.length, 0));
    let at = 0;
    for (const one of parts) { all.set(one, at); at += one.length; }
    return all;
  };
  const digest = async bytes => hexOf(await crypto.subtle.digest("SHA-256", bytes));

  const { Written, read, readBytes, unpacked } = window.bureauReading;
  const canonical = value => {
    if (value instanceof Written) return value.source;
    if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
    if (value && typeof value === "object")
      return `{${Object.keys(value).sort().map(key =>
        `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
    return JSON.stringify(value);
  };
  const same = (one, other) => canonical(one ?? null) === canonical(other ?? null);
  const hashOf = value => digest(text.encode(canonical(value)));

  // True, false, or null where this browser cannot tell.
  const isSigned = async (key, prefix, said, signature) => {
    if (!/^[0-9a-f]{64}$/i.test(key) || !/^[0-9a-f]{128}$/i.test(signature)) return false;
    let imported;
    try {
      imported = await crypto.subtle.importKey("raw", bytesOf(key), "Ed25519", false, ["verify"]);
    } catch (problem) {
      return problem.name === "NotSupportedError" ? null : false;
    }
    const message = text.encode(prefix + canonical(said));
    return crypto.subtle.verify("Ed25519", imported, bytesOf(signature), message);
  };
  const isGenuine = head => {
    const said = { sequence: head.sequence, hash: head.hash, instant: head.instant };
    if (head.root) said.root = head.root;
    return isSigned(head.public_key, "bureau.journal.head\n", said, head.signature);
  };

  const leaf = hash => digest(joined([0], bytesOf(hash)));
  const node = (one, other) => digest(joined([1], bytesOf(one), bytesOf(other)));
  const rootOf = async hashes => {
    let level = await Promise.all(hashes.map(leaf));
    while (level.length > 1) {
      const above = [];
      for (let at = 0; at < level.length; at += 2)
        above.push(at + 1 < level.length ? node(level[at], level[at + 1]) : level[at]);
      level = await Promise.all(above);
    }
    return level[0] ?? digest(new Uint8Array());
  };
  const rootByWay = async (hash, sequence, size, path) => {
    let here = sequence - 1, last = size - 1, found = await leaf(hash);
    const left = [...path];
    while (last > 0) {
      if (here % 2 || here < last) {
        if (!left.length) return "";
        const beside = left.shift();
        found = await (here % 2 ? node(beside, found) : node(found, beside));
      }
      here = Math.floor(here / 2);
      last = Math.floor(last / 2);
    }
    return left.length || sequence < 1 || sequence > size ? "" : found;
  };

  class Report {
    findings = []; erased = 0; withheld = 0; entries = 0; head = null; unsigned = false;
    find(code, facts = {}) { this.findings.push({ code, facts }); }
    async signature(answer, code, facts) {
      const is = await answer;
      if (is === null) this.unsigned = true;
      else if (!is) this.find(code, facts);
    }
  }

  const checkContents = async (entry, report) => {
    const promised = entry.details?.commitments ?? {};
    for (const field of Object.keys(entry.contents))
      if (!has(promised, field)) report.find("content-uncommitted", { entry: entry.sequence, field });
    for (const [field, commitment] of Object.entries(promised)) {
      const content = has(entry.contents, field) ? entry.contents[field] : undefined;
      if (content === undefined) report.erased += 1;
      else if (content === null || content.value === null) report.withheld += 1;
      else {
        const found = await digest(joined(bytesOf(content.salt), text.encode(content.value)));
        if (content.salt.length !== 32 || found !== commitment) report.find("content", { entry: entry.sequence, field });
      }
    }
  };
  const isAltered = async entry =>
    await hashOf(Object.fromEntries(SAID.map(name => [name, entry[name]]))) !== entry.hash;

  // ---- an export of the journal
  const isEntry = said => [...SAID, "hash", "contents"].every(name => has(said, name))
    && Object.keys(said).length === SAID.length + 2 && said.contents;
  const verifyJournal = async (source, kept, givenKey) => {
    const report = new Report(), entries = [];
    source.split("\n").forEach((line, place) => {
      if (!line.trim()) return;
      try {
        const said = read(line);
        if (said.head) report.head = said.head;
        else if (isEntry(said)) entries.push(said);
        else throw new Error();
      } catch { report.find("line", { line: place + 1 }); }
    });
    if (report.findings.length && !entries.length && !report.head) {
      report.findings = [];
      report.find("unreadable");
      return report;
    }
    report.entries = entries.length;
    entries.reduce((before, entry) => {
      if (entry.sequence <= before) report.find("order", { entry: entry.sequence });
      return Number(entry.sequence);
    }, 0);
    entries.sort((one, other) => one.sequence - other.sequence);
    const hashes = new Map([[0, GENESIS]]);
    let expected = 1;
    for (const entry of entries) {
      const sequence = Number(entry.sequence);
      for (; expected < sequence; expected++) report.find("missing", { entry: expected });
      expected = sequence + 1;
      if (await isAltered(entry)) report.find("altered", { entry: sequence });
      else if (hashes.has(sequence - 1) && hashes.get(sequence - 1) !== entry.previous)
        report.find("chain", { entry: sequence });
      hashes.set(sequence, entry.hash);
      await checkContents(entry, report);
    }
    await checkHead(report, hashes, entries);
    const last = lastOf(kept), known = entries.filter(one => last && +one.sequence <= +last.sequence);
    if (last && !givenKey && report.head && report.head.public_key !== last.public_key
        && !isOfItsTime(report.head, known)) report.find("kept-key", { entry: last.sequence });
    checkKey(report, givenKey);
    for (const head of kept) {
      await report.signature(isGenuine(head), "kept-false", { entry: head.sequence });
      if (report.head && report.head.public_key !== head.public_key && !isOfItsTime(head, entries))
        report.find("kept-key", { entry: head.sequence });
      if (hashes.get(Number(head.sequence)) !== head.hash)
        report.find("kept", { entry: head.sequence });
    }
    return report;
  };
  const lastOf = kept =>
    kept.reduce((last, one) => last && +last.sequence >= +one.sequence ? last : one, null);
  const checkKey = (report, key) => {
    if (key && report.head && report.head.public_key !== key) report.find("key-other");
  };
  // Whether its key was on record when it was signed, or was declared since.
  const isOfItsTime = (head, entries) => {
    const said = entries.filter(one => SAYING_KEY.includes(one.act) && one.details.public_key);
    return said.some((one, place) => {
      const after = said[place + 1];
      return one.details.public_key === head.public_key && (!after
        || Number(head.sequence) < Number(after.sequence) && head.instant <= after.at);
    });
  };
  const checkHead = async (report, hashes, entries) => {
    const head = report.head, last = Math.max(...hashes.keys());
    if (!head) { report.find("no-head"); return; }
    await report.signature(isGenuine(head), "head-false");
    if (head.sequence > last) report.find("cut", { entry: last + 1, head: head.sequence });
    else if (head.sequence < last || head.hash !== hashes.get(last)) report.find("head-other");
    else if (head.root && head.root !== await rootOf(entries.map(entry => entry.hash)))
      report.find("head-root");
  };

  // ---- an evidence pack
  // Where it cannot be read to its end, what was found until there is told.
  const verifyPack = async (bytes, kept, givenKey) => {
    const report = new Report();
    try { await checkPack(report, bytes, kept, givenKey); } catch { report.find("unreadable"); }
    return report;
  };
  const checkPack = async (report, bytes, kept, givenKey) => {
    const parts = unpacked(bytes);
    const said = name => readBytes(parts.get(name));
    const manifest = said("manifest.json");
    const { head, files, format } = manifest;
    report.head = head;
    if (!(format <= FORMAT)) report.find("unreadable");
    await report.signature(isSigned(manifest.public_key, "bureau.evidence\n",
      { case: manifest.case, files, format, head }, manifest.signature), "manifest-false");
    await report.signature(isGenuine(head), "head-false");
    if (head.public_key !== manifest.public_key) report.find("head-false");
    for (const name of new Set([...Object.keys(files), ...parts.keys()])) {
      if (name === "manifest.json") continue;
      if (!parts.has(name)) report.find("part-gone", { name });
      else if (!has(files, name)) report.find("part-more", { name });
      else if (await digest(parts.get(name)) !== files[name]) report.find("part", { name });
    }
    const lines = window.bureauReading.textOf(parts.get("journal.jsonl")).split("\n");
    const entries = lines.filter(Boolean).map(read);
    report.entries = entries.length;
    for (const entry of entries) {
      if (await isAltered(entry)) report.find("altered", { entry: entry.sequence });
      else if (await rootByWay(entry.hash, Number(entry.sequence), Number(head.sequence),
        entry.path) !== head.root) report.find("inclusion", { entry: entry.sequence });
      await checkContents(entry, report);
    }
    if (parts.has("rows.json")) for (const row of said("rows.json").edited ?? []) report.find("rows", { row });
    await checkCase(parts, said, entries, report);
    checkKey(report, givenKey);
    const last = lastOf(kept);
    const isOfKept = one =>
      one.public_key === head.public_key && (one === last || +head.sequence <= +one.sequence);
    if (last && !givenKey && !kept.some(isOfKept)) report.find("kept-key", { entry: last.sequence });
    for (const one of kept) {
      await report.signature(isGenuine(one), "kept-false", { entry: one.sequence });
      if (+one.sequence === +head.sequence && (one.hash !== head.hash || one.root !== head.root))
        report.find("kept", { entry: one.sequence });
    }
  };
  const checkCase = async (parts, said, entries, report) => {
    const rounds = new Map(), standing = new Map(), rights = said("rights.json");
    const listed = said("acts.json"), acts = new Map(listed.map(act => [+act.id, act]));
    const done = entries.map(entry => entry.details.procedure_act).filter(one => one != null);
    if (acts.size < listed.length || done.some(one => !acts.has(+one))) report.find("acts-once");
    const byPlace = new Map(entries.map(entry => [+entry.sequence, entry]));
    const named = ending => [...parts.keys()].filter(name => name.endsWith(ending)).sort();
    for (const name of named("/submission.json")) {
      const folder = name.slice(0, name.lastIndexOf("/")), frozen = said(name), hashes = {};
      for (const [part, words] of Object.entries(said(`${folder}/words.json`)))
        hashes[part] = await hashOf(words);
      rounds.set(+frozen.round, frozen);
      standing.set(+frozen.round, parts.get(`${folder}/actions.json`));
      if (await digest(parts.get(`${folder}/actions.json`)) !== frozen.actions_hash)
        report.find("frozen", { name: `${folder}/actions.json` });
      if (!same(hashes, frozen.words_hashes)) report.find("frozen", { name: `${folder}/words.json` });
      if (!await isSubmitted(frozen, acts, entries)) report.find("submitted", { name });
      if (!("entry" in frozen)) continue;
      const [proposed] = said(`${folder}/actions.json`);
      if (!isProposal(byPlace.get(+frozen.entry), frozen, proposed))
        report.find("proposal", { name: `${folder}/actions.json` });
      for (const made of named("/effects.json"))
        if (!isCarriedOut(said(made), proposed)) report.find("proposal", { name: made });
    }
    for (const [number, act] of acts) {
      const entry = "entry" in act ? byPlace.get(+act.entry)
        : entries.find(one => +one.details.procedure_act === number);
      const frozen = rounds.get(+act.round);
      const more = frozen ? await asAmended(parts, said, act, standing) : {};
      await checkAct(number, act, frozen, entry, more, report);
      if (!hasRight(act, rights[number]?.rights ?? [])) report.find("act-right", { act: number });
    }
    for (const name of named("/entry.json")) {
      const made = said(name), act = acts.get(+made.act), frozen = rounds.get(+act.round);
      const effects = name.replace("/entry.json", "/effects.json");
      const writing = entries.filter(entry => wrote(entry, act, made));
      const bound = await Promise.all(writing.map(entry => isBound(entry, "force", made)));
      const isThere = bound.some(Boolean)
        && said("instruments.json").some(one => same(one.id, made.instrument));
      const isOther = (made.amended_hash ?? "") !== (act.hashes?.amended ?? "");
      if (frozen && made.actions_hash !== frozen.actions_hash || isOther || !isThere)
        report.find("force", { name });
      if (await digest(parts.get(effects)) !== made.effects_hash)
        report.find("frozen", { name: effects });
    }
  };
  // What is said of a submission: as the entry of that version has it; as the one that is named, of
  // a correction; else, where one act did all of it, as the entry of that act.
  const isSubmitted = async (frozen, acts, entries) => {
    const onIt = [...acts.values()].filter(act => same(act.round, frozen.round));
    for (const entry of entries) {
      const told = entry.details, isNamed = "entry" in frozen;
      const hashes = { actions: frozen.actions_hash, words: frozen.words_hashes };
      let isSame = same(entry.person, frozen.person);
      let authors = frozen.authors, days = [frozen.submitted];
      if (isNamed && same(entry.sequence, frozen.entry)) {
        authors = [entry.person];
        days = [entry.at.slice(0, 10)];
        isSame &&= same([entry.post, 1], [frozen.post, frozen.version])
          && isAbout(entry, "correction", frozen.round);
      } else if (!isNamed && "hashes" in told) {
        isSame &&= same([told.version, told.hashes], [frozen.version, hashes]);
      } else if (!isNamed && !("version" in told) && onIt.some(act => same(act.entry, entry.sequence))) {
        authors = entry.subjects.filter(one => one[0] === "person").map(one => one[1]);
        days = onIt.map(act => act.day);
        isSame &&= onIt.some(act => same(act.post, frozen.post)) && same(frozen.version, 1);
      } else continue;
      isSame &&= ("version" in told || frozen.answers.length === 0)
        && same(authors, frozen.authors) && days.includes(frozen.submitted);
      if (isSame && await isBound(entry, "submission", frozen)) return true;
    }
    return false;
  };
  const isAbout = (entry, kind, number) => entry.subjects.some(one => same(one, [kind, number]));
  // Whether an entry binds a part as it is, where it binds any of that name.
  const isBound = async (entry, name, said) => {
    const lines = entry.details.lines ?? {};
    return !(name in lines) || lines[name] === await hashOf(said);
  };
  // Whether the line of an act says what its entry says, field by field.
  const isAsEntered = async (act, entry) => {
    const { dissents = [], questions = [], entry: _sequence, ...line } = act, told = entry.details;
    const named = dissents.map(([number]) => `dissent_${+number}`);
    named.push(...questions.map(number => `question_${+number}`));
    const worded = Object.keys(told.commitments ?? {}).filter(name => /^(dissent|question)_/.test(name));
    const isSame = same(named.sort(), worded.sort()) && await isBound(entry, "act", line)
      && dissents.every(([number, seat]) => same((told.dissents ?? {})[+number] ?? seat, seat));
    if ("procedure_act" in told)
      return isSame && ["step", "kind", "parts", "day"]
        .every(name => !(name in told) || same(told[name], act[name]));
    const how = act.round === null ? ["record", ""] : ["confirm", "holder"];
    return isSame && same([act.kind, act.capacity], how)
      && (act.round === null || isAbout(entry, "correction", act.round))
      && act.day === entry.at.slice(0, 10) && same(act.post, entry.post);
  };
  const isProposal = (entry, frozen, proposed) => {
    const told = entry?.details ?? {};
    const shared = Object.keys(told).filter(name => name in proposed);
    return Boolean(entry) && same(entry.person, frozen.person) && shared.length > 0
      && shared.every(name => same(told[name], proposed[name]));
  };
  const isCarriedOut = (effects, proposed) => {
    const wanted = { ...proposed, replaces: [proposed.effect] };
    const names = ["day", "role", "fields", "manner", "replaces"];
    return effects.length === 1 && names.every(name => same(effects[0][name], wanted[name]));
  };
  // What an act cites besides what was put forward; keeps the set as it leaves it.
  const asAmended = async (parts, said, act, standing) => {
    const folder = `amendments/${+act.id}`, found = {};
    let before = standing.get(+act.round);
    if (act.conditions?.length) found.conditions = await hashOf(act.conditions);
    if (act.decided) found.decided = await hashOf(act.decided);
    if (!parts.has(`${folder}/amendment.json`)) {
      const hash = await digest(before);
      return hash === act.hashes.actions ? found : { ...found, amended: hash };
    }
    const actions = new Map(readBytes(before).map(one => [+one.id, one]));
    for (const one of said(`${folder}/difference.json`)) actions.set(+one.place, one.action);
    const places = [...actions.keys()].sort((one, other) => one - other);
    before = text.encode(canonical(places.map(place => actions.get(place)).filter(Boolean)));
    const words = Object.entries(said(`${folder}/words.json`)), hashes = {};
    for (const [part, each] of words) hashes[part] = await hashOf(each);
    if (said(`${folder}/amendment.json`).applies) standing.set(+act.round, before);
    found.amendment = await digest(parts.get(`${folder}/difference.json`));
    found.amended = await digest(before);
    return words.length ? { ...found, amended_words: hashes } : found;
  };
  const checkAct = async (number, act, frozen, entry, more, report) => {
    const told = entry?.details ?? {};
    const cites = frozen && { actions: frozen.actions_hash, words: frozen.words_hashes, ...more };
    if (frozen && !same(act.hashes, cites)) report.find("act-cites", { act: number });
    const isOther = entry && !await isAsEntered(act, entry)
      || "procedure_act" in told && +told.procedure_act !== number
      || "cites" in told && !same(told.cites, cites);
    if (!entry || !same(entry.person, act.person) || isOther)
      report.find("act-journal", { act: number });
    if (frozen && act.kind !== "withdraw" && frozen.authors.some(one => same(one, act.person)))
      report.find("act-author", { act: number });
  };
  const hasRight = (act, rights) => {
    if (act.person === null) return true;
    if (act.post === null && !act.capacity) return rights.some(one => one.grant);
    const isAsked = act.capacity || act.round === null;
    return !isAsked || rights.some(one => same(one.post, act.post));
  };
  const wrote = (entry, act, made) => {
    const told = entry.details;
    return same(entry.record_number, made.record)
      && (!("entry" in act) || same(entry.sequence, act.entry))
      && (!("procedure_act" in told) || same(told.procedure_act, act.id))
      && told.effects_hash === made.effects_hash
      && (told.amended_hash ?? "") === (made.amended_hash ?? "")
      && (!("actions_hash" in told) || told.actions_hash === made.actions_hash)
      && same(made.actions ?? [1], told.actions ?? [1])
      && isAbout(entry, "instrument", made.instrument);
  };

  // ---- the page
  document.addEventListener("DOMContentLoaded", () => {
    const form = document.querySelector("#verify"), verdict = document.querySelector("#verdict");
    const [file, heads, key] = form.querySelectorAll("input");
    const words = code => document.querySelector(`#words [data-code="${code}"]`).textContent;
    const sentence = (code, facts = {}) =>
      words(code).replace(/\{(\w+)\}/g, (_all, name) => String(facts[name]?.source ?? facts[name]));
    const show = (kind, title, lines) => {
      const note = document.createElement("div"), list = document.createElement("ul");
      const strong = document.createElement("b"), line = document.createElement("p");
      note.className = `note ${kind}`;
      strong.textContent = title;
      line.append(strong);
      for (const one of lines) {
        const item = document.createElement("li");
        item.textContent = one;
        list.append(item);
      }
      note.append(line, list);
      verdict.replaceChildren(note);
    };
    const keyGiven = () => key.value.trim().toLowerCase();
    const told = (report, kept) => {
      const lines = report.findings.slice(0, 200).map(one => sentence(one.code, one.facts));
      lines.push(sentence("entries", { count: report.entries }));
      if (report.head) lines.push(sentence("head", {
        entry: report.head.sequence, instant: report.head.instant, key: report.head.public_key }));
      if (report.erased) lines.push(sentence("erased", { count: report.erased }));
      if (report.withheld) lines.push(sentence("withheld", { count: report.withheld }));
      const last = lastOf(kept), given = keyGiven();
      if (last) lines.push(sentence("trusted-head", { entry: last.sequence, key: last.public_key }));
      if (given) lines.push(sentence("trusted-key", { key: given }));
      if (!last && !given) lines.push(sentence("no-kept-head"));
      if (report.unsigned) lines.unshift(sentence("unsigned"));
      return lines;
    };
    const verify = async () => {
      const [chosen] = file.files;
      if (!chosen) return;
      show("", sentence("working"), []);
      try {
        const kept = heads.files[0]
          ? (await heads.files[0].text()).split("\n").filter(line => line.trim()).map(read) : [];
        const bytes = new Uint8Array(await chosen.arrayBuffer());
        const isPack = bytes[0] === 0x50 && bytes[1] === 0x4b;
        const report = isPack ? await verifyPack(bytes, kept, keyGiven())
          : await verifyJournal(new TextDecoder().decode(bytes), kept, keyGiven());
        const code = report.findings.length ? "unsound" : report.unsigned ? "unsigned-sound" : "sound";
        show(code === "sound" ? "good" : code === "unsound" ? "bad" : "warn", sentence(code),
          told(report, kept));
      } catch {
        show("bad", sentence("unsound"), [sentence("unreadable")]);
      }
    };
    form.hidden = false;
    file.addEventListener("change", verify);
    heads.addEventListener("change", verify);
    key.addEventListener("change", verify);
    form.addEventListener("dragover", event => event.preventDefault());
    form.addEventListener("drop", event => {
      event.preventDefault();
      if (event.dataTransfer.files.length) { file.files = event.dataTransfer.files; verify(); }
    });
  });
})();
