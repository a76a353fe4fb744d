/** The parts in use of libraries that bring no types. */

declare module 'citeproc' {
  interface System {
    retrieveLocale: (language: string) => unknown;
    retrieveItem: (id: string) => object;
    /** Given what a variable was rendered as, with the punctuation around it, returns what stands in its place. */
    variableWrapper: (
      parameters: { variableNames: string[] },
      before: string,
      text: string,
      after: string,
    ) => string;
  }
  interface Engine {
    updateItems(ids: string[]): void;
    /** Entries are HTML. */
    makeBibliography(): [parameters: object, entries: string[]];
  }
  const CSL: {
    /** @param style a CSL style, as XML or as the JSON of it. */
    Engine: new (system: System, style: unknown, language: string) => Engine;
  };
  export default CSL;
}

declare module '@citation-js/core' {
  export class Cite {
    constructor(data: unknown);
    data: Record<string, unknown>[];
    format(format: 'biblatex' | 'ris'): string;
  }
  export const plugins: {
    config: {
      get(plugin: '@bibtex'): {
        format: { useIdAsLabel: boolean; checkLabel: boolean; asciiOnly: boolean };
      };
    };
  };
}

declare module '@citation-js/plugin-bibtex';
declare module '@citation-js/plugin-ris';
