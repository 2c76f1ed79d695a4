'use strict';
const data = JSON.parse(document.getElementById('data').textContent);
const at = (id) => document.getElementById(id);
const page = 48;
let shown = page;
let chosen = new Set();
const key = 'argen-rejects ' + location.pathname;
try { chosen = new Set(JSON.parse(localStorage.getItem(key) || '[]')); } catch (e) { chosen = new Set(); }
const known = new Set(data.clips.map((c) => c.file));
chosen = new Set([...chosen].filter((f) => known.has(f)));

function element(name, text, className) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function options(select, field) {
  const counts = new Map();
  for (const clip of data.clips) counts.set(clip[field] || '', (counts.get(clip[field] || '') || 0) + 1);
  select.append(new Option('all (' + data.clips.length + ')', ''));
  for (const value of [...counts.keys()].sort()) {
    select.append(new Option((value || 'unnamed') + ' (' + counts.get(value) + ')', '=' + value));
  }
}

const seen = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (entry.isIntersecting && !entry.target.src) entry.target.src = entry.target.dataset.src;
  }
}, { rootMargin: '300px' });

function media(clip) {
  if (clip.frames.length) {
    const picture = element('img', '', 'media');
    picture.alt = 'frames of ' + clip.file;
    picture.dataset.src = clip.frames[clip.frames.length - 1];
    let timer = 0;
    picture.onclick = () => {
      if (timer) { clearInterval(timer); timer = 0; return; }
      let n = 0;
      timer = setInterval(() => { picture.src = clip.frames[n++ % clip.frames.length]; }, 60);
    };
    seen.observe(picture);
    return picture;
  }
  const video = element('video', '', 'media');
  video.muted = true;
  video.loop = true;
  video.playsInline = true;
  video.preload = 'metadata';
  video.dataset.src = clip.file + '#t=0.4';
  video.setAttribute('aria-label', clip.label + ' clip, click to play');
  video.tabIndex = 0;
  const toggle = () => (video.paused ? video.play() : video.pause());
  video.onclick = toggle;
  video.onkeydown = (event) => { if (event.key === ' ' || event.key === 'Enter') { event.preventDefault(); toggle(); } };
  seen.observe(video);
  return video;
}

function card(clip) {
  const box = element('article', '', 'card');
  const text = element('div', '', 'text');
  text.append(element('b', clip.label + (clip.subject ? ', ' + clip.subject : '')), element('br'));
  text.append(document.createTextNode(Object.entries(clip.scores)
    .filter(([, v]) => typeof v === 'number').map(([k, v]) => (k === 'au_agreement' ? 'AU agreement' : k.replaceAll('_', ' ')) + ' ' + v.toFixed(2)).join(', ')));
  const why = element('details');
  why.append(element('summary', 'why this clip'));
  for (const [name, value] of clip.why) why.append(element('p', name + ': ' + value));
  for (const statement of clip.statements) {
    const line = element('details');
    line.append(element('summary', statement.text));
    for (const id of statement.evidence) {
      const passage = data.passages[id];
      line.append(element('p', passage && passage.text ? passage.text + ' [' + id + '; ' + passage.source + ']' : id, 'quiet'));
    }
    why.append(line);
  }
  const tick = element('label');
  const box2 = element('input');
  box2.type = 'checkbox';
  box2.checked = chosen.has(clip.file);
  box2.onchange = () => {
    if (box2.checked) chosen.add(clip.file); else chosen.delete(clip.file);
    box.classList.toggle('out', box2.checked);
    try { localStorage.setItem(key, JSON.stringify([...chosen])); } catch (e) { /* A private window forgets. */ }
    at('count').textContent = chosen.size;
  };
  box.classList.toggle('out', box2.checked);
  tick.append(box2, document.createTextNode('reject'));
  text.append(why, tick);
  box.append(media(clip), text);
  return box;
}

function matching() {
  const score = at('score').value;
  const low = at('low').value === '' ? -Infinity : Number(at('low').value);
  const high = at('high').value === '' ? Infinity : Number(at('high').value);
  const bounded = low > -Infinity || high < Infinity;
  const order = at('order').value;
  const value = (c) => (typeof c.scores[score] === 'number' ? c.scores[score] : NaN);
  const found = data.clips.filter((c) => (at('label').value === '' || at('label').value === '=' + c.label)
    && (at('subject').value === '' || at('subject').value === '=' + (c.subject || ''))
    && (!bounded || (value(c) >= low && value(c) <= high))
    && (at('ticked').value === '' || (at('ticked').value === 'yes') === chosen.has(c.file)));
  const last = (c) => (Number.isNaN(value(c)) ? Infinity : order === 'down' ? -value(c) : value(c));
  return found.sort((a, b) => (order === 'name' ? 0 : last(a) - last(b)) || (a.file < b.file ? -1 : 1));
}

function draw() {
  const found = matching();
  at('grid').replaceChildren(...found.slice(0, shown).map(card));
  at('shown').textContent = found.length + ' of ' + data.clips.length + ' clips' + (found.length > shown ? ', ' + shown + ' shown' : '');
  at('more').hidden = found.length <= shown;
  at('count').textContent = chosen.size;
}

at('name').textContent = data.name;
options(at('label'), 'label');
options(at('subject'), 'subject');
for (const id of ['label', 'subject', 'score', 'low', 'high', 'order', 'ticked']) {
  at(id).addEventListener('input', () => { shown = page; draw(); });
}
at('more').onclick = () => { shown += page; draw(); };
at('save').onclick = () => {
  const link = element('a');
  link.href = URL.createObjectURL(new Blob([[...chosen].sort().join('\n') + '\n'], { type: 'text/plain' }));
  link.download = 'rejects.txt';
  link.click();
  URL.revokeObjectURL(link.href);
};
draw();
