// Package b is below a.
package b

import "example.com/order/trace"

var B = trace.Log("b.B", 100)
var _ = trace.Log("b.blank", 1)
var m = map[string]int{"k": trace.Log("b.map", 2)}

func init() { B += m["k"]; trace.Log("b.init", B) }
