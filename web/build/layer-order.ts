import type { Plugin } from "vite";

const ORDER = "@layer reset, tokens, base, components, screens;\n";

/** Whichever style file a browser reads first decides the order of the layers: let each one say it. */
export function layerOrder(): Plugin {
  return {
    name: "companion-layer-order",
    enforce: "pre",
    transform(code, id) {
      return id.includes("/src/") && id.endsWith(".css") ? { code: ORDER + code, map: null } : null;
    },
  };
}
