// Package side is imported for its effects.
package side

import "example.com/order/trace"

func init() { trace.Log("side.init", 0) }
