import type { VNode } from 'preact';
import { type Assets, assetPath } from './assets.ts';
import { Layout } from './layout.tsx';

/** Puts content into the page that holds it. */
export type Shell = (title: string, content: VNode, person?: string) => VNode;

export function createShell(assets: Assets): Shell {
  const styles = assetPath(assets, 'board.css');
  const icon = assetPath(assets, 'icon.svg');
  return (title, content, person) => (
    <Layout title={title} styles={styles} icon={icon} person={person}>
      {content}
    </Layout>
  );
}
