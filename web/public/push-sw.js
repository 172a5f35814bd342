// News with the app closed, taken into the service worker (vite.config.ts, importScripts). What the server sends is all that is shown.
const RIGHT_TO_LEFT = ['ar', 'ur'];

addEventListener('push', (event) => {
  const message = messageOf(event.data);
  event.waitUntil(message === undefined ? Promise.resolve() : show(message));
});

addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open());
});

function messageOf(data) {
  try {
    const message = data.json();
    return message.v === 1 ? message : undefined;
  } catch {
    return undefined;
  }
}

// Whoever looks at the page sees it there.
async function show({ kind, title, body, language, tag }) {
  const pages = await clients.matchAll({ type: 'window' });
  if (pages.some((page) => page.focused && new URL(page.url).pathname !== '/clock')) return;
  await registration.showNotification(title, {
    body,
    tag,
    renotify: true,
    lang: language,
    dir: RIGHT_TO_LEFT.includes(language) ? 'rtl' : 'ltr',
    icon: `/news/${kind}.png`,
    badge: '/news/badge.png',
  });
}

async function open() {
  const pages = await clients.matchAll({ type: 'window' });
  const page = pages.find((one) => !/^\/(console|driver|demo)\b/.test(new URL(one.url).pathname));
  await (page === undefined ? clients.openWindow('/') : page.focus());
}
