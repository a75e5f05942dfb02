// Package trace records what is initialized when.
package trace

import "fmt"

var All []string

func Log(name string, v int) int {
	All = append(All, fmt.Sprint(name, "=", v))
	return v
}
