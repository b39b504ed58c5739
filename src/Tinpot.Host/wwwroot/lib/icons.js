// @ts-check
const shapes = {
  play: 'M8 5.5v13l10.5-6.5z',
  close: 'M6 6l12 12M18 6 6 18',
  check: 'M5 12.5 10 17.5 19.5 7',
  cross: 'M7 7l10 10M17 7 7 17',
  clock: 'M12 7v5l3.2 2M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z',
  spinner: 'M12 3.5a8.5 8.5 0 1 0 8.5 8.5',
  stop: 'M8 8h8v8H8zM12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z',
  ban: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM6.2 6.2l11.6 11.6',
  again: 'M4.5 12a7.5 7.5 0 1 0 2.4-5.5M4.5 4v4.5H9',
  down: 'M12 5v13M6.5 13 12 18.5 17.5 13',
  plus: 'M12 5v14M5 12h14',
  file: 'M7 3.5h7l4 4v13H7zM14 3.5v4h4',
  alert: 'M12 4 2.8 19.5h18.4zM12 10v4.5M12 17.2v.1',
};

const svg = 'http://www.w3.org/2000/svg';

/**
 * A line icon beside words; hidden from assistive technology, which reads the words.
 * @param {keyof typeof shapes} name
 */
export function icon(name) {
  const image = document.createElementNS(svg, 'svg');
  image.setAttribute('viewBox', '0 0 24 24');
  image.setAttribute('class', `icon icon-${name}`);
  image.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(svg, 'path');
  path.setAttribute('d', shapes[name]);
  image.append(path);
  return image;
}

/** @typedef {keyof typeof shapes} IconName */
