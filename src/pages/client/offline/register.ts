/** Has the worker keep the form for the time without a network; only whoever has seen the form needs it. */
export function registerWorker(): void {
  if (!('serviceWorker' in navigator) || !document.querySelector('form[data-report]')) return;
  const register = () => navigator.serviceWorker.register('/worker.js').catch(console.warn);
  // What the page itself loads goes first.
  if (document.readyState === 'complete') register();
  else window.addEventListener('load', register);
}
