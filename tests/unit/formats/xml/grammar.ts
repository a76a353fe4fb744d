import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  XmlBufferInputProvider,
  XmlDocument,
  xmlRegisterInputProvider,
  XmlValidateError,
  XsdValidator,
} from 'libxml2-wasm';

const FOLDER = path.join(import.meta.dirname, 'grammars');
const fileIn = (name: string) => readFileSync(path.join(FOLDER, name));

// What the grammars import.
xmlRegisterInputProvider(new XmlBufferInputProvider({ 'xml.xsd': fileIn('xml.xsd') }));

/** Finds in a document what the grammar of a vocabulary does not allow: "3: …", with the line. */
export function grammarOf(kind: 'akn' | 'tei'): (xml: string) => string[] {
  const schema = XmlDocument.fromBuffer(fileIn(`${kind}.xsd`));
  const validator = XsdValidator.fromDoc(schema);
  return (xml) => {
    const document = XmlDocument.fromString(xml);
    try {
      validator.validate(document);
      return [];
    } catch (error) {
      if (!(error instanceof XmlValidateError)) throw error;
      return error.details.map(({ line, message }) => `${String(line)}: ${message.trim()}`);
    } finally {
      document.dispose();
    }
  };
}
