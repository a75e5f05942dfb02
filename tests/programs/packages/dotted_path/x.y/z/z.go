// Package z has a dot in an element that is not the last.
package z

var Value = compute()

func compute() int { return len("computed") }

func init() { Value *= 2 }
