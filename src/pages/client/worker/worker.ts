import { kept, refresh } from './kept.ts';
import { concerns, navigate } from './navigate.ts';
import { openPush, showPush } from './push.ts';
import { type SubscriptionChange, subscribeAnew } from './subscribe-anew.ts';

declare const self: ServiceWorkerGlobalScope;

/**
 * Lets the officer's form open without a network, and shows messages. It sends no reports: pages do, while
 * somebody looks.
 */
self.addEventListener('install', (event) => {
  event.waitUntil(self.skipWaiting());
});

// The page that brought the worker was loaded without it, so what it will need is fetched now.
self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([self.clients.claim(), refresh()]));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (concerns(request)) event.respondWith(navigate(event));
  else if (pathname.startsWith('/assets/'))
    event.respondWith(kept(request).then((asset) => asset ?? fetch(request)));
});

self.addEventListener('push', (event) => {
  event.waitUntil(showPush(event.data));
});

self.addEventListener('notificationclick', (event) => {
  event.waitUntil(openPush(event.notification));
});

self.addEventListener('pushsubscriptionchange', (event) => {
  (event as ExtendableEvent).waitUntil(subscribeAnew(event as Event & SubscriptionChange));
});
