import type { VNode } from 'preact';
import type { Principal } from '../access/principal.ts';
import { type Assets, assetPath } from './assets.ts';
import type { Words } from './language.tsx';
import { Layout } from './layout.tsx';

/** Puts content into the page that holds it; without a principal nobody is signed in. */
export type Wrap = (title: string | Words, content: VNode, principal?: Principal) => VNode;

export function createWrap(assets: Assets): Wrap {
  const styles = assetPath(assets, 'app.css');
  const script = assetPath(assets, 'client.js');
  const icon = assetPath(assets, 'icon.svg');
  const homeIcon = assetPath(assets, 'icon-192.png');
  return (title, content, principal) => (
    <Layout {...{ title, styles, script, icon, homeIcon, principal }}>{content}</Layout>
  );
}
