// Types only: svelte.d.ts has them. Svelte renders the element itself.
export {};
