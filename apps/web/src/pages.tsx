import { type ComponentType, createElement, lazy } from 'react';

const pages: { path: RegExp; load: () => Promise<unknown> }[] = [];

/**
 * A part of the client that is loaded when somebody goes there. What {@link loadPages} loaded before is there at once, without
 * the moment of waiting in between that React keeps on screen for at least 300 ms.
 */
export function page<Properties extends object>(
  path: RegExp,
  load: () => Promise<{ default: ComponentType<Properties> }>,
): ComponentType<Properties> {
  const Later: ComponentType<Properties> = lazy(load);
  let loaded: ComponentType<Properties> | undefined;
  pages.push({ path, load: () => load().then((module) => (loaded = module.default)) });
  return (properties) => createElement(loaded ?? Later, properties);
}

/** Loads what stands at a path. What cannot be loaded now is tried again, and spoken of, when it is shown. */
export async function loadPages(path: string): Promise<void> {
  await Promise.allSettled(pages.filter((one) => one.path.test(path)).map((one) => one.load()));
}
