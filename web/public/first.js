// Runs while the page's scripts are still under way: asks for what they will want first. A wrong guess costs a request, nothing else.
(() => {
  const words = JSON.parse(document.currentScript.dataset.words);
  const ask = (rel, href, more) => document.head.append(Object.assign(document.createElement('link'), { rel, href, crossOrigin: 'anonymous' }, more));
  let kept = {};
  try {
    kept = localStorage;
  } catch {
    // a forbidden storage is like an empty one
  }
  const known = kept.language;
  const wanted = known === undefined ? navigator.languages.map((tag) => tag.split('-')[0]) : [known];
  for (const file of words[wanted.find((language) => words[language] !== undefined) ?? 'it']) ask('modulepreload', file);
  const asksWho = known !== undefined && kept.leaving === undefined && location.pathname !== '/clock';
  if (asksWho) ask('preload', '/api/rider/session', { as: 'fetch' });
})();
