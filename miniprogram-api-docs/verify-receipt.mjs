#!/usr/bin/env node
// Checks that a vote is in a published count. Uses nothing but Node 18 or newer, and no code of the backend.
//
//   node verify-receipt.mjs receipt.json        (or: node verify-receipt.mjs < receipt.json)
//
// receipt.json: {
//   "opening": { "salt": hex, "subject": "...", "step": "POINT", "choice": "..." },   what only the voter is shown
//   or "leaf": hex,                                                                   the hash in the published list
//   "proof": { "index": 0, "size": 1, "path": [hex, ...] },
//   "root": hex                                                                       as published in the result
// }
// Prints "in" or "not in" with what was found. Ends with 0 when in, 1 when not in, 2 when the input cannot be read.
import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';

const HASH = /^[0-9a-f]{64}$/;

function unhex(text, name) {
  if (typeof text !== 'string' || !HASH.test(text)) throw new Error(`${name} is not 64 lower-case hex digits`);
  return Buffer.from(text, 'hex');
}

function string(text, name) {
  if (typeof text !== 'string') throw new Error(`${name} is not a text`);
  return Buffer.from(text, 'utf8');
}

function count(number, name) {
  if (!Number.isSafeInteger(number) || number < 0) throw new Error(`${name} is not a whole number`);
  return BigInt(number);
}

const sha256 = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest();

// HMAC-SHA-256, key: salt, message: domain, subject, step and choice, each after its length in four bytes.
function commitment(opening) {
  const parts = [Buffer.from('zhumin-vote-1'), string(opening.subject, 'opening.subject'),
    string(opening.step, 'opening.step'), string(opening.choice, 'opening.choice')];
  const mac = createHmac('sha256', unhex(opening.salt, 'opening.salt'));
  for (const part of parts) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(part.length);
    mac.update(length).update(part);
  }
  return mac.digest();
}

// The root that a leaf and its path lead to, by the recursive definition of RFC 6962, 2.1.1: the left subtree holds
// the largest power of two that is smaller than the size.
function rootFrom(leaf, index, size, path) {
  if (size === 1n) {
    if (path.length > 0) throw new RangeError('the path is too long');
    return leaf;
  }
  if (path.length === 0) throw new RangeError('the path is too short');
  let left = 1n;
  while (left * 2n < size) left *= 2n;
  const below = path.slice(0, -1);
  const sibling = path[path.length - 1];
  return index < left
    ? sha256(Buffer.of(1), rootFrom(leaf, index, left, below), sibling)
    : sha256(Buffer.of(1), sibling, rootFrom(leaf, index - left, size - left, below));
}

function verify(receipt) {
  const opening = receipt.opening;
  const leaf = opening ? sha256(Buffer.of(0), commitment(opening)) : unhex(receipt.leaf, 'leaf');
  if (opening && receipt.leaf && unhex(receipt.leaf, 'leaf').compare(leaf) !== 0) {
    return { isIn: false, why: 'the opening does not belong to the leaf', leaf };
  }
  const index = count(receipt.proof?.index, 'proof.index');
  const size = count(receipt.proof?.size, 'proof.size');
  const root = unhex(receipt.root, 'root');
  if (!Array.isArray(receipt.proof.path)) throw new Error('proof.path is not a list');
  const path = receipt.proof.path.map((hash, i) => unhex(hash, `proof.path[${i}]`));
  if (index >= size) return { isIn: false, why: 'the index is beyond the size', leaf };
  try {
    const isIn = rootFrom(leaf, index, size, path).equals(root);
    return { isIn, why: isIn ? '' : 'the path leads to another root', leaf };
  } catch (error) {
    if (error instanceof RangeError) return { isIn: false, why: error.message, leaf };
    throw error;
  }
}

let outcome;
let receipt;
try {
  receipt = JSON.parse(readFileSync(process.argv[2] ?? 0, 'utf8'));
  outcome = verify(receipt);
} catch (error) {
  console.error(`cannot be checked: ${error.message}`);
  process.exit(2);
}
console.log(outcome.isIn ? `in: leaf ${receipt.proof.index + 1} of ${receipt.proof.size}` : `not in: ${outcome.why}`);
console.log(`leaf ${outcome.leaf.toString('hex')}`);
if (receipt.opening) console.log(`${receipt.opening.step} ${receipt.opening.choice}`);
process.exitCode = outcome.isIn ? 0 : 1;
