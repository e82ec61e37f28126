// Types only: vue.d.ts has them. Vue renders the element itself.
export {};
