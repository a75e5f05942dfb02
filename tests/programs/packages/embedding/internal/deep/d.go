// Package deep is internal.
package deep

const Deep = "deep"
