// A large JSON document, decoded into interfaces and encoded again.
package main

import (
	"encoding/json"
	"fmt"
)

func doc(n int) any {
	if n == 0 {
		return []any{1.5, "text", nil, true}
	}
	m := map[string]any{"n": float64(n), "name": fmt.Sprint("name ", n)}
	for i := 0; i < 6; i++ {
		m[fmt.Sprint("child", i)] = doc(n - 1)
	}
	return m
}

func main() {
	b, _ := json.Marshal(doc(5))
	total := 0
	for i := 0; i < 12; i++ {
		var v any
		if err := json.Unmarshal(b, &v); err != nil {
			panic(err)
		}
		out, _ := json.Marshal(v)
		total += len(out)
	}
	fmt.Println(len(b), total)
}
