/** From a method and a path to the operation they name, along a tree of path segments. */

interface Node<T> {
  readonly literals: Map<string, Node<T>>
  parameter?: Node<T>
  /** By method. */
  readonly targets: Map<string, Target<T>>
}

interface Target<T> {
  readonly value: T
  readonly names: readonly string[]
}

export interface Match<T> {
  readonly value: T
  /** Path parameters by name, percent-decoded. */
  readonly path: Readonly<Record<string, string>>
}

export interface Router<T> {
  add(method: string, template: string, value: T): void
  /** Tolerates doubled slashes, as Stripe does; a trailing one makes another URL, that isn't there. */
  find(method: string, path: string): Match<T> | undefined
}

export function createRouter<T>(): Router<T> {
  const root = emptyNode<T>()
  return {
    add(method, template, value) {
      const segments = template.split('/').filter(Boolean)
      const names = segments.filter(isParameter).map((segment) => segment.slice(1, -1))
      let node = root
      for (const segment of segments) node = isParameter(segment) ? open(node) : step(node, segment)
      node.targets.set(method, { value, names })
    },
    find(method, path) {
      const segments = decodedSegments(path)
      if (!segments) return undefined
      const values: string[] = []
      const target = descend(root, segments, 0, method, values)
      return target && { value: target.value, path: named(target.names, values) }
    },
  }
}

// A literal is preferred (`/v1/customers/search`), a parameter is the way back when the literal
// leads nowhere for this method (`POST /v1/customers/search` would update a customer called so).
function descend<T>(
  node: Node<T>,
  segments: readonly string[],
  at: number,
  method: string,
  values: string[],
): Target<T> | undefined {
  const segment = segments[at]
  if (segment === undefined) return node.targets.get(method)
  const literal = node.literals.get(segment)
  const found = literal && descend(literal, segments, at + 1, method, values)
  if (found || !node.parameter) return found
  values.push(segment)
  const target = descend(node.parameter, segments, at + 1, method, values)
  if (!target) values.pop()
  return target
}

function decodedSegments(path: string): string[] | undefined {
  if (path.endsWith('/')) return undefined
  const segments = path.split('/').filter(Boolean)
  if (!path.includes('%')) return segments
  try {
    return segments.map(decodeURIComponent)
  } catch {
    return undefined
  }
}

function named(names: readonly string[], values: readonly string[]): Record<string, string> {
  const path: Record<string, string> = {}
  names.forEach((name, index) => (path[name] = values[index] ?? ''))
  return path
}

function emptyNode<T>(): Node<T> {
  return { literals: new Map(), targets: new Map() }
}

function step<T>(node: Node<T>, segment: string): Node<T> {
  const next = node.literals.get(segment) ?? emptyNode<T>()
  node.literals.set(segment, next)
  return next
}

function open<T>(node: Node<T>): Node<T> {
  return (node.parameter ??= emptyNode<T>())
}

function isParameter(segment: string): boolean {
  return segment.startsWith('{')
}
