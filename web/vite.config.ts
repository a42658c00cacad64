import { defineConfig } from "vitest/config";
import { layerOrder } from "./build/layer-order.ts";
import { serviceWorker } from "./build/service-worker.ts";

export default defineConfig({
  build: {
    // The floor is iOS 16.4: the first Safari that can receive a push.
    target: ["chrome111", "firefox114", "safari16.4"],
    // Inlined assets would need data: in more directives of the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // What the first page needs is one file: it packs better, and one request is less to lose.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: "first", tags: ["$initial"] }] } } },
  },
  plugins: [layerOrder(), serviceWorker()],
  server: { proxy: { "/api": { target: "http://127.0.0.1:8000", changeOrigin: false } } },
  test: { include: ["tests/**/*.test.ts"], environment: "node" },
});
