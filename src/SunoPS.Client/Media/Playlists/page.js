
"use strict";
const $ = id => document.getElementById(id);
const { clips, columns } = JSON.parse($("data").textContent);
const audio = $("audio");
const batch = 40;
const seekSeconds = 5;

// Text of titles, tags and columns for the screen: without characters that break lines or turn text around.
const plain = text => (text ?? "").replace(/[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f]+/gu, " ").trim();
const short = text => text.length > 120 ? text.slice(0, 119) + "…" : text;
const folded = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const count = (n, one) => `${n.toLocaleString("en")} ${one}${n === 1 ? "" : "s"}`;
const clock = seconds => {
  const s = Math.round(seconds), h = Math.floor(s / 3600), rest = [Math.floor(s / 60) % 60, s % 60];
  return (h ? [h, ...rest] : rest).map((n, i) => i ? String(n).padStart(2, "0") : n).join(":");
};
// A column can be named like a member of every object.
const columnOf = (clip, name) => clip.columns && Object.hasOwn(clip.columns, name) ? clip.columns[name] : "";
const shared = values => new Set(values).size === 1 ? values[0] : null;

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(key, value);
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter(child => child !== null));
  return made;
}

const tasks = new Map();
for (const clip of clips) {
  const task = clip.taskId || clip;
  tasks.set(task, [...tasks.get(task) ?? [], clip]);
}
const songs = [...tasks.values()].map((variants, number) => {
  const columnsOf = name => [...new Set(variants.map(clip => columnOf(clip, name)))].filter(Boolean).join(" / ");
  const song = {
    number, variants,
    title: plain(variants.find(clip => clip.title)?.title) || "Untitled",
    tags: plain(shared(variants.map(clip => clip.tags ?? ""))),
    lyrics: shared(variants.map(clip => clip.lyrics ?? "")),
    facts: columns.map(name => [plain(name), plain(columnsOf(name))]).filter(([, value]) => value),
    value: columnsOf,
  };
  variants.forEach((clip, position) => {
    clip.song = song;
    clip.key = clip.clipId ? JSON.stringify([clip.taskId ?? "", clip.clipId]) : `#${number}.${position}`;
    clip.label = variants.length === 1 ? "Song" : `Variant ${clip.index || position + 1}`;
    clip.chosen = !!clip.choice;
    clip.note ??= "";
    clip.heard = false;
  });
  return song;
});

// --- The choice survives a reload, by clip id, for the page at this place. Chromium loses localStorage of files. ---

const place = location.pathname;
let isKept = true, isSaved = true;
const database = new Promise((resolve, reject) => {
  const request = indexedDB.open("SunoPS", 1);
  request.onupgradeneeded = () => request.result.createObjectStore("choices");
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

async function keep(clip) {
  clip.isTouched = true;
  const { key, chosen, note, heard } = clip;
  try {
    const choices = (await database).transaction("choices", "readwrite").objectStore("choices");
    await done(choices.put({ key, chosen, note, heard }, [place, key]));
    isKept = true;
  } catch {
    isKept = false;
    summarize();
  }
}

async function restore() {
  const choices = (await database).transaction("choices").objectStore("choices");
  const kept = await done(choices.getAll(IDBKeyRange.bound([place], [place, []])));
  const byKey = new Map(kept.map(state => [state.key, state]));
  for (const clip of clips) {
    const state = byKey.get(clip.key);
    if (state && !clip.isTouched) {
      ({ chosen: clip.chosen, note: clip.note, heard: clip.heard } = state);
      show(clip);
    }
  }
  summarize();
}

const done = request => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

function say(text) {
  $("status").textContent = text;
}

// --- Cards, made when they come near the screen ---

function lyricsOf(text) {
  if (!text?.trim()) return null;
  const box = element("div", { class: "lyrics", dir: "auto", tabindex: "0", role: "region", "aria-label": "Lyrics" });
  const details = element("details", {
    toggle: () => { box.textContent = details.open ? text.replace(/[\u202a-\u202e\u2066-\u2069]/g, "") : ""; },
  }, element("summary", {}, "Lyrics"), box);
  return details;
}

function clipCard(clip) {
  const { song } = clip, name = `${clip.label} of ${short(song.title)}`, ownTitle = plain(clip.title);
  const view = {};
  view.button = element("button", {
    type: "button", class: "cover play", disabled: !clip.audio, click: () => toggle(clip),
    "aria-label": clip.audio ? `Play ${name}` : `${name} has no audio`,
  });
  view.button.style.setProperty("--hue", [...clip.key].reduce((sum, c) => (sum * 31 + c.codePointAt(0)) % 360, 7) * 137 % 360);
  if (clip.cover) {
    const image = element("img", { src: clip.cover, alt: "", loading: "lazy", decoding: "async", width: 68, height: 68 });
    image.addEventListener("error", () => image.remove());
    view.button.append(image);
  }
  view.box = element("input", { type: "checkbox", "aria-label": `Choose ${name}`, change: () => choose(clip, view.box.checked) });
  view.heard = element("span", {});
  const details = [
    clip.seconds ? clock(clip.seconds) : null, plain(clip.model), song.tags ? null : plain(clip.tags),
  ].filter(Boolean).join(" · ");
  view.note = element("input", {
    type: "text", class: "note", placeholder: "Note", "aria-label": `Note on ${name}`, dir: "auto",
    input: () => { clip.note = view.note.value; changed(clip); },
  });
  view.root = element("li", { class: "clip" },
    view.button,
    element("div", {},
      element("div", { class: "name", dir: "auto" }, ownTitle && ownTitle !== song.title ? `${clip.label} · ${short(ownTitle)}` : clip.label),
      element("div", { class: "meta" }, details, view.heard),
      clip.problem ? element("div", { class: "meta problem", dir: "auto" }, short(plain(clip.problem))) : null,
      clip.video ? element("div", { class: "meta" }, element("a", { href: clip.video, target: "_blank", rel: "noreferrer", "aria-label": `Video of ${name}` }, "Video")) : null),
    element("label", { class: "choose" }, view.box, "Choose"),
    view.note,
    ...(song.lyrics === null && lyricsOf(clip.lyrics) ? [lyricsOf(clip.lyrics)] : []));
  clip.view = view;
  show(clip);
  return view.root;
}

function songCard(song) {
  const id = `song${song.number}`;
  return song.card ??= element("article", { class: "song", "aria-labelledby": id },
    element("div", {},
      element("h2", { id, dir: "auto", title: song.title.slice(0, 300) }, song.title),
      song.facts.length ? element("dl", { class: "facts" }, ...song.facts.map(([name, value]) =>
        element("div", {}, element("dt", {}, name), element("dd", { dir: "auto" }, value)))) : null,
      song.tags ? element("p", { class: "tags", dir: "auto" }, song.tags) : null,
      lyricsOf(song.lyrics)),
    element("ul", { class: "clips" }, ...song.variants.map(clipCard)));
}

/** Shows the state of a clip in its card and in the player. */
function show(clip) {
  const isPlaying = clip === current && !audio.paused;
  if (clip.view) {
    const { root, button, box, note, heard } = clip.view;
    root.classList.toggle("chosen", clip.chosen);
    root.classList.toggle("playing", clip === current);
    box.checked = clip.chosen;
    if (note.value !== clip.note) note.value = clip.note;
    heard.textContent = clip.heard && clip !== current ? " · played" : "";
    if (clip.audio) showButton(button, isPlaying, ` ${clip.label} of ${short(clip.song.title)}`);
  }
  if (clip === current) {
    showButton($("toggle"), isPlaying, "");
    $("pick").checked = clip.chosen;
  }
}

function showButton(button, isPlaying, what) {
  button.classList.toggle("pause", isPlaying);
  button.classList.toggle("play", !isPlaying);
  button.setAttribute("aria-label", (isPlaying ? "Pause" : "Play") + what);
}

// --- The list ---

let list = songs, shown = 0;
const tests = {
  all: () => true,
  open: song => !song.variants.some(clip => clip.chosen),
  chosen: song => song.variants.some(clip => clip.chosen),
  unheard: song => !song.variants.some(clip => clip.heard),
  noted: song => song.variants.some(clip => clip.note.trim()),
};
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
const lengthOf = song => Math.max(...song.variants.map(clip => clip.seconds ?? 0));
const wordsOf = song => song.words ??= folded([
  song.title, song.tags, ...song.facts.flat(), ...song.variants.flatMap(clip => [clip.title, clip.tags, clip.lyrics, clip.model, clip.clipId, clip.taskId]),
].filter(Boolean).join("\n"));

function refresh() {
  const words = folded($("search").value).split(/\s+/).filter(Boolean), sort = $("sort").value;
  list = songs.filter(song => tests[$("show").value](song) && words.every(word => wordsOf(song).includes(word)));
  if (sort === "title") list.sort((a, b) => collator.compare(a.title, b.title));
  else if (sort === "length") list.sort((a, b) => lengthOf(a) - lengthOf(b));
  else if (sort) list.sort((a, b) => collator.compare(a.value(columns[sort]), b.value(columns[sort])));
  shown = 0;
  $("songs").replaceChildren();
  $("none").hidden = list.length > 0;
  more();
  say(list.length === songs.length ? `All ${count(songs.length, "song")}` : `${count(list.length, "song")} of ${songs.length}`);
}

function more() {
  $("songs").append(...list.slice(shown, shown + batch).map(songCard));
  shown = Math.min(shown + batch, list.length);
  $("more").hidden = shown === list.length;
  $("more").textContent = `Show more (${list.length - shown} left)`;
}

function reveal(song) {
  if (!list.includes(song)) {
    $("search").value = "";
    $("show").value = "all";
    refresh();
  }
  while (shown <= list.indexOf(song)) more();
  song.card.scrollIntoView({ block: "nearest" });
}

function summarize() {
  const chosen = clips.filter(clip => clip.chosen), seconds = chosen.reduce((sum, clip) => sum + (clip.seconds ?? 0), 0);
  const open = songs.filter(tests.open).length;
  $("summary").textContent = `${count(songs.length, "song")}, ${count(clips.length, "clip")} · ${chosen.length} chosen`
    + (seconds ? ` (${clock(seconds)})` : "") + ` · ${count(open, "song")} without a choice`
    + (isKept || isSaved ? "" : " · This browser forgets your choice when you leave: save it");
}

function changed(clip) {
  isSaved = false;
  keep(clip);
  summarize();
}

function choose(clip, isChosen) {
  clip.chosen = isChosen;
  changed(clip);
  show(clip);
  say(`${clip.label} of ${short(clip.song.title)} ${isChosen ? "chosen" : "not chosen"}`);
}

// --- The player: one for all clips, so one plays at a time ---

let current = null;

function play(clip) {
  if (!clip?.audio) return;
  if (clip !== current) {
    const before = current;
    if (before) before.position = audio.ended ? 0 : audio.currentTime;
    current = clip;
    if (before) show(before);
    audio.src = clip.audio;
    audio.currentTime = clip.position ?? 0;
    $("player").hidden = false;
    $("pick").setAttribute("aria-label", `Choose ${clip.label} of ${short(clip.song.title)}`);
    showTime();
  } else if (audio.error) {
    audio.load();
  }
  showName(clip.label);
  audio.play().catch(() => { });
}

function toggle(clip) {
  if (clip === current && !audio.paused) audio.pause();
  else play(clip);
}

function seek(seconds) {
  if (current) audio.currentTime = seconds;
}

function step(by) {
  const playable = list.flatMap(song => song.variants).filter(clip => clip.audio);
  play(playable[playable.indexOf(current) + by]);
  return current;
}

function showName(text, kind = "") {
  $("now").replaceChildren(element("bdi", {}, short(current.song.title)), element("small", { class: kind }, plain(text)));
}

function showTime() {
  const length = Number.isFinite(audio.duration) ? audio.duration : current.seconds ?? 0;
  $("seek").max = Math.round(length);
  $("seek").value = Math.round(audio.currentTime);
  $("time").textContent = `${clock(audio.currentTime)} / ${clock(length)}`;
  $("seek").setAttribute("aria-valuetext", `${clock(audio.currentTime)} of ${clock(length)}`);
}

for (const event of ["play", "pause", "ended"]) audio.addEventListener(event, () => current && show(current));
for (const event of ["timeupdate", "durationchange", "seeked"]) audio.addEventListener(event, () => current && showTime());
audio.addEventListener("playing", () => {
  if (!current.heard) { current.heard = true; keep(current); }
});
audio.addEventListener("ended", () => step(1));
audio.addEventListener("error", () => {
  const text = `${current.label} cannot be played: ${current.file ?? "its address does not work"}`;
  showName(text, "problem");
  say(text);
});
if (navigator.mediaSession) {
  navigator.mediaSession.setActionHandler("nexttrack", () => step(1));
  navigator.mediaSession.setActionHandler("previoustrack", () => step(-1));
}

// --- choice.csv ---

const fixed = ["TaskId", "ClipId", "Title", "Choice", "Note", "File", "AudioUrl"];
const isFormula = text => /^[=+\-@\t\r\n＝＋－＠]/.test(text);
// A spreadsheet runs text that begins like a formula; an apostrophe stops it. Numbers and ids stay as they are.
const harmless = text => isFormula(text) && !/^[+-]?\d+([.,]\d+)?$/.test(text) ? `'${text}` : text;
// With another separator, a part of a text is a cell of its own.
const harmlessText = text =>
  harmless(text).replace(/([;\t\r\n]["\s]*)(?=[=@＝＠]|[+\-＋－]+[\w($=@"])/g, "$1'");
const harmlessId = text => /^[\w-]*$/.test(text) ? text : harmlessText(text);
const harmlessPath = text => isFormula(text) ? `./${text}` : text;

// Import-Csv takes each name once.
const own = columns.filter(name => !fixed.some(known => known.toLowerCase() === name.toLowerCase()));

function toCsv() {
  const rows = clips.map(clip => [
    harmlessId(clip.taskId ?? ""), harmlessId(clip.clipId ?? ""), harmlessText(clip.title ?? ""),
    clip.chosen ? "x" : "", harmlessText(clip.note.trim()), harmlessPath(clip.file ?? ""),
    harmlessText(clip.audioUrl ?? ""),
    ...own.map(name => harmlessText(columnOf(clip, name))),
  ]);
  return [[...fixed, ...own.map(harmlessText)], ...rows]
    .map(row => row.map(cell => `"${cell.replaceAll('"', '""')}"`).join(",") + "\r\n").join("");
}

function save() {
  const address = URL.createObjectURL(new Blob(["\ufeff", toCsv()], { type: "text/csv" }));
  element("a", { href: address, download: "choice.csv" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
  isSaved = true;
  summarize();
  say(`Saved choice.csv: ${count(clips.filter(clip => clip.chosen).length, "clip")} of ${clips.length} chosen`);
}

function readCsv(text) {
  const rows = [[""]], separator = /^[^\r\n,]*;/.test(text) ? ";" : ",";
  let isQuoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i], row = rows.at(-1);
    if (c === '"' && isQuoted && text[i + 1] === '"') row[row.length - 1] += text[i++];
    else if (c === '"') isQuoted = !isQuoted;
    else if (isQuoted) row[row.length - 1] += c;
    else if (c === separator) row.push("");
    else if (c === "\n") rows.push([""]);
    else if (c !== "\r") row[row.length - 1] += c;
  }
  const names = rows.shift().map(name => name.replace("\ufeff", "").trim());
  return rows.map(row => new Map(names.map((name, i) => [name, row[i] ?? ""])));
}

async function open(file) {
  // Gateways can number the clips of each task.
  const idOf = (task, clip) => JSON.stringify([task ?? "", clip ?? ""]);
  const byId = new Map(clips.map(clip => [idOf(harmlessId(clip.taskId ?? ""), harmlessId(clip.clipId ?? "")), clip]));
  const found = readCsv(await file.text())
    .map(row => [byId.get(idOf(row.get("TaskId"), row.get("ClipId"))), row]).filter(([clip]) => clip);
  for (const [clip, row] of found) {
    clip.chosen = !!row.get("Choice")?.trim();
    clip.note = (row.get("Note") ?? "").replace(/(^|[;\t\r\n]["\s]*)'(?=[=+\-@＝＋－＠])/g, "$1");
    keep(clip);
    show(clip);
  }
  summarize();
  say(`Opened ${file.name}: ${count(found.length, "clip")}`);
}

// --- Controls ---

columns.forEach((name, i) => $("sort").append(element("option", { value: i }, `Sort by ${short(plain(name))}`)));
for (const [id, event] of [["search", "input"], ["show", "change"], ["sort", "change"]]) $(id).addEventListener(event, refresh);
$("more").addEventListener("click", () => {
  const first = list[shown];
  more();
  first.card.querySelector("button").focus();
});
$("save").addEventListener("click", save);
$("open").addEventListener("click", () => $("file").click());
$("file").addEventListener("change", () => { if ($("file").files[0]) open($("file").files[0]); $("file").value = ""; });
$("keys").addEventListener("click", () => $("help").showModal());
$("toggle").addEventListener("click", () => toggle(current));
$("next").addEventListener("click", () => reveal(step(1).song));
$("previous").addEventListener("click", () => reveal(step(-1).song));
$("now").addEventListener("click", () => { reveal(current.song); current.view.button.focus({ preventScroll: true }); });
$("pick").addEventListener("change", () => choose(current, $("pick").checked));
$("seek").addEventListener("input", () => seek($("seek").value));
addEventListener("beforeunload", event => { if (!isKept && !isSaved) event.preventDefault(); });
const nearEnd = new IntersectionObserver(entries => {
  if (!entries.some(entry => entry.isIntersecting)) return;
  more();
  // Reports again if the end of the list is still near.
  nearEnd.unobserve($("more"));
  nearEnd.observe($("more"));
}, { rootMargin: "800px" });
nearEnd.observe($("more"));

/** The clip or song that keys are about: that of the focus, else the one that plays, else the first. */
const focused = () => {
  const card = document.activeElement.closest(".song"), song = list.find(each => each.card === card);
  return song ? song.variants.find(clip => clip.view.root.contains(document.activeElement)) ?? song.variants[0] : current ?? list[0]?.variants[0];
};
const shortcuts = {
  c: () => choose(focused(), !focused().chosen),
  n: () => goTo(list[list.indexOf(focused().song) + 1]),
  p: () => goTo(list[list.indexOf(focused().song) - 1]),
  arrowleft: () => seek(audio.currentTime - seekSeconds),
  arrowright: () => seek(audio.currentTime + seekSeconds),
  "/": () => $("search").focus(),
  "?": () => $("help").showModal(),
  " ": () => toggle(current ?? focused()),
};
for (let i = 1; i <= 9; i++) shortcuts[i] = () => play(focused().song.variants[i - 1]);

function goTo(song) {
  if (!song) return;
  reveal(song);
  song.variants[0].view.button.focus({ preventScroll: true });
  play(song.variants[0]);
}

document.addEventListener("keydown", event => {
  const { target, key } = event;
  const takesText = target.closest("input:not([type=checkbox]), select, dialog");
  const takesSpace = target.closest("button, summary, a, input");
  const action = shortcuts[key.toLowerCase()];
  if (!action || !list.length || event.ctrlKey || event.metaKey || event.altKey || !$("shortcuts").checked
    || takesText || (key === " " && takesSpace)) return;
  event.preventDefault();
  action();
});

refresh();
summarize();
restore().catch(() => { isKept = false; });
