import { sentencesOf } from '../words.js';

/** Boundaries between the parts of a sentence that can stand alone in a prompt. */
const SEAM =
  /[,;:()[\]{}|，、；：（）]+|\s+[–—-]+\s+|—|\.{2,}|…|\s+(?:while|as|before|after|until|then|but|because|when|where|who|which)\s+/iu;

/** Words without visual meaning at the beginning of a clause. */
const LEAD =
  /^(?:and|but|or|so|then|while|as|that|there (?:is|are|was|were)|she|he|it|they|we|you|i|her|his|its|their|my|your)\s+/iu;

const HELPING = /\b(?:is|are|was|were|has|have|had|been|being)\s+(?=\w+(?:ed|ing|en)\b)/giu;

/** Adverbs add nothing visible and are removed; these words only look like adverbs. */
const LOOKS_LIKE_ADVERB =
  /^(?:lovely|lonely|curly|silly|ugly|early|family|lily|belly|holy|wooly|woolly|friendly|elderly|jelly|butterfly|fly|ghostly|heavenly|deadly|scaly|bubbly|frilly|burly|sparkly|crinkly|wobbly|pearly|wrinkly|steely|smelly|chilly|hilly|italy|doily|bully|rally|ally|reply|supply|apply|kingly|queenly|sickly|womanly|manly)$/iu;

/** The clauses of a text in order, without words that have no visual meaning. */
export function clausesOf(text: string): string[] {
  return sentencesOf(text)
    .flatMap((sentence) => sentence.split(SEAM))
    .map(bared)
    .filter((clause) => clause !== '');
}

function bared(clause: string): string {
  const words = clause
    .replace(/[.!?"“”]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return withoutLead(words)
    .replace(HELPING, '')
    .split(' ')
    .filter((word) => !/^[a-z]{3,}ly$/iu.test(word) || LOOKS_LIKE_ADVERB.test(word))
    .join(' ');
}

function withoutLead(clause: string): string {
  const rest = clause.replace(LEAD, '');
  return rest === clause ? clause : withoutLead(rest);
}
