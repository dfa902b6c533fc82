// What `server-only` is outside of Next's bundles.
export {}
