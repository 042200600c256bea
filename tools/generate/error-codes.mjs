/**
 * Collects every error code that the applications can answer with, from the sources: `new DomainError(code, kind, message)`,
 * `notFound(thing)`, the transition tables and the answers of the problem filter. Fails on a code that it cannot read.
 */
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

/** The launcher and the stand-in answer nobody. */
const SOURCES = /^(libs\/[^/]+|apps\/(api|tracker|worker))\/src\/.*(?<!\.spec)\.ts$/;
/** Build their codes from what their callers pass; the callers are read instead. */
const FACTORIES = ['libs/kernel/src/domain-error.ts', 'libs/kernel/src/transition-table.ts'];
const FILTER = 'libs/platform/src/http/problem-filter.ts';
const CODE = /^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$/;

/** @returns {{ code: string, status: string, message: string }[]} sorted by code, one entry for each. */
export function collectErrorCodes(root) {
  const { program, files } = createProgram(root);
  const checker = program.getTypeChecker();
  const filter = readFilter(program.getSourceFile(join(root, FILTER)));
  const found = [...filter.codes];
  for (const file of files) {
    const path = relative(root, file).replaceAll('\\', '/');
    const source = program.getSourceFile(file);
    if (!FACTORIES.includes(path)) visit(source, (node) => found.push(...errorsOf(node, { checker, source, path, statusOf: filter.statusOf })));
  }
  return merge(found);
}

function createProgram(root) {
  const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile).config, ts.sys, root);
  const files = ['apps', 'libs']
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((file) => join(folder, file).replaceAll('\\', '/')))
    .filter((file) => SOURCES.test(file)).sort().map((file) => join(root, file));
  return { program: ts.createProgram(files, { ...options, noEmit: true }), files };
}

function errorsOf(node, scope) {
  if (ts.isNewExpression(node) && nameOf(node.expression) === 'DomainError') return domainErrors(node, scope);
  if (ts.isCallExpression(node) && nameOf(node.expression) === 'notFound') {
    const thing = literal(node.arguments[0], scope);
    return [{ code: `${thing}.not_found`, status: String(scope.statusOf.not_found), message: `No such ${thing.replaceAll('_', ' ')}` }];
  }
  if (ts.isVariableDeclaration(node) && node.type && ts.isTypeReferenceNode(node.type) && nameOf(node.type.typeName) === 'TransitionTable') {
    const name = literal(node.initializer.properties.find((property) => nameOf(property.name) === 'name').initializer, scope);
    return [{ code: `${name}.illegal_transition`, status: String(scope.statusOf.conflict), message: `A ${name} cannot make this move from the state that it is in` }];
  }
  return [];
}

function domainErrors(node, scope) {
  const [code, kind, message] = node.arguments;
  return bindings(code, scope).map((names) => ({
    code: evaluate(code, { ...scope, names }),
    status: String(scope.statusOf[evaluate(kind, { ...scope, names })]),
    message: describe(message, { ...scope, names }),
  }));
}

/** One set of values for each value that the names in the code may have, by their types. */
function bindings(code, scope) {
  if (ts.isIdentifier(code)) return valuesOf(code, scope).map((value) => ({ [code.text]: value }));
  if (!ts.isTemplateExpression(code)) return [{}];
  if (code.templateSpans.length !== 1) fail(code, scope);
  const { expression } = code.templateSpans[0];
  return valuesOf(expression, scope).map((value) => ({ [nameOf(expression)]: value }));
}

function valuesOf(expression, scope) {
  const type = scope.checker.getTypeAtLocation(expression);
  const types = type.isUnion() ? type.types : [type];
  if (!types.every((one) => one.isStringLiteral())) fail(expression, scope);
  return types.map((one) => one.value);
}

/** The value of an expression of literals, bound names, templates, `??` and constant tables; undefined when a table has no such entry. */
function evaluate(node, scope) {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isIdentifier(node) && Object.hasOwn(scope.names ?? {}, node.text)) return scope.names[node.text];
  if (ts.isTemplateExpression(node)) return node.head.text + node.templateSpans.map((span) => evaluate(span.expression, scope) + span.literal.text).join('');
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken) return evaluate(node.left, scope) ?? evaluate(node.right, scope);
  if (ts.isElementAccessExpression(node)) {
    const key = evaluate(node.argumentExpression, scope);
    const entry = tableOf(node.expression, scope)?.properties.find((property) => nameOf(property.name) === key);
    return entry && evaluate(entry.initializer, scope);
  }
  return fail(node, scope);
}

/** A message may have parts that are only known at run time: `…`. */
function describe(node, scope) {
  if (ts.isTemplateExpression(node)) return node.head.text + node.templateSpans.map((span) => `…${span.literal.text}`).join('');
  if (ts.isConditionalExpression(node)) return describe(node.whenFalse, scope);
  if (ts.isIdentifier(node)) return '';
  return evaluate(node, scope) ?? '';
}

function literal(node, scope) {
  return node && ts.isStringLiteralLike(node) ? node.text : fail(node, scope);
}

function tableOf(expression, { checker }) {
  const declaration = checker.getSymbolAtLocation(expression)?.valueDeclaration;
  return declaration && ts.isVariableDeclaration(declaration) && ts.isObjectLiteralExpression(declaration.initializer) ? declaration.initializer : undefined;
}

/** What the filter makes of errors that are not ours. */
function readFilter(source) {
  const tables = {};
  const codes = [];
  visit(source, (node) => {
    if (ts.isVariableDeclaration(node) && node.initializer && ts.isObjectLiteralExpression(node.initializer)) {
      tables[nameOf(node.name)] = Object.fromEntries(node.initializer.properties.map((property) => [nameOf(property.name), property.initializer?.text]));
    }
    if (ts.isCallExpression(node) && nameOf(node.expression) === 'document' && ts.isStringLiteral(node.arguments[1])) {
      codes.push({ code: node.arguments[1].text, status: node.arguments[0].text, message: node.arguments[2].text });
    }
  });
  for (const [status, code] of Object.entries(tables.CODE_OF_STATUS)) codes.push({ code, status, message: '' });
  codes.push({ code: 'request.refused', status: '4xx', message: 'The request was refused' });
  return { statusOf: tables.STATUS_OF, codes };
}

function merge(found) {
  const byCode = new Map();
  for (const { code, status, message } of found) {
    if (!CODE.test(code)) throw new Error(`${code} is not of the form context.snake_case`);
    const entry = byCode.get(code) ?? { statuses: new Set(), messages: new Set() };
    entry.statuses.add(status);
    if (message) entry.messages.add(message);
    byCode.set(code, entry);
  }
  return [...byCode].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, { statuses, messages }]) => ({ code, status: [...statuses].sort().join(', '), message: [...messages].join(' / ') }));
}

function visit(node, callback) {
  callback(node);
  ts.forEachChild(node, (child) => visit(child, callback));
}

function nameOf(node) {
  return node === undefined ? '' : (node.text ?? '');
}

function fail(node, { source, path }) {
  const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
  throw new Error(`${path}:${line + 1}: the error code cannot be read from \`${node.getText(source)}\`: use literals, or names whose type is a union of literals`);
}
