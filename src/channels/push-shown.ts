/** What a browser is sent to show; `pages/client/worker/push.ts` reads it. */
export interface PushPayload {
  title: string;
  body: string;
  /** Path on this service. */
  url: string;
  /** The message's id: shown once, however often it arrives. */
  tag: string;
}
