// The photographs of a held parcel, so that a label that no machine could read is keyed with its picture beside it. A picture
// shows names and addresses: it stays hidden until somebody asks for it, and that is written down.

import { announce, fill, make, show, write } from './dom.js';
import { instant } from './format.js';
import { bind } from './keys.js';
import { problem, say, text } from './words.js';
import * as api from './api.js';

const KINDS = 'image/png,image/jpeg,image/tiff,image/x-portable-graymap,.pgm';

/**
 * @param {string} id the hold
 * @param {() => void} changed a picture was added
 */
export function makePictures(id, changed) {
  const path = `/api/holds/${encodeURIComponent(id)}/pictures`;
  const none = make('p', { class: 'quiet', say: 'pictures.none' });
  const list = make('ul', { class: 'pictures', role: 'list' });
  const label = make('span', { say: 'pictures.show' });
  const button = make('button', { type: 'button', onclick: toggle }, label, make('kbd', {}, 'O'));
  const hidden = make('p', { class: 'quiet', say: 'declared.not-for-you' });
  const fault = make('p', { class: 'problem', role: 'status' });
  const bring = api.may('inspect') ? makeBring() : null;
  const element = make('section', { class: 'panel' }, make('h2', { say: 'pictures.heading' }), none, list, button, hidden, fault);
  if (bring) element.append(bring);
  const isAllowed = api.may('see-personal');
  const unbind = bind('o', toggle);
  let pictures = [];
  let isShown = false;
  let refused = null;

  function toggle() {
    if (!isAllowed || !pictures.some((picture) => !picture.withheld)) return;
    isShown = !isShown;
    refused = null;
    update(pictures);
  }

  function makePicture() {
    const frame = make('a', { target: '_blank', rel: 'noopener', hidden: true }, make('img'));
    return make('li', {}, make('p', { class: 'figure-note' }), frame);
  }

  function changePicture(item, picture) {
    const [caption, frame] = item.children;
    const [image] = frame.children;
    const from = picture.device ?? picture.by ?? '';
    say(caption, picture.withheld ? 'pictures.withheld' : 'pictures.from', { from, at: instant(picture.at_ms) });
    const isVisible = isShown && !picture.withheld;
    const source = `${path}/${picture.sequence}`;
    image.alt = text('pictures.alt', { at: instant(picture.at_ms) });
    image.onerror = () => write(fault, text('problem.no-picture'));
    if (isVisible && image.getAttribute('src') !== source) image.src = source;
    if (!isVisible) image.removeAttribute('src');
    frame.href = source;
    show(frame, isVisible);
  }

  function makeBring() {
    const file = make('input', { type: 'file', id: 'bring-picture', accept: KINDS });
    file.addEventListener('change', async () => {
      const [chosen] = file.files;
      if (!chosen) return;
      refused = null;
      try {
        const { labels } = await api.send(path, chosen);
        announce(text(labels.length ? 'pictures.read' : 'pictures.kept', { labels: labels.join(', ') }));
      } catch (error) {
        refused = error;
      }
      file.value = '';
      changed();
      update(pictures);
    });
    return make('div', { class: 'field' }, make('label', { for: 'bring-picture', say: 'pictures.bring' }), file);
  }

  function update(newest) {
    pictures = newest;
    const canShow = pictures.some((picture) => !picture.withheld);
    show(none, !pictures.length);
    show(button, isAllowed && canShow);
    show(hidden, !isAllowed && canShow);
    say(label, isShown ? 'pictures.hide' : 'pictures.show');
    button.setAttribute('aria-pressed', String(isShown));
    fill(list, pictures, (picture) => String(picture.sequence), makePicture, changePicture);
    write(fault, refused ? problem(refused) : '');
  }

  return { element, update, close: unbind };
}
