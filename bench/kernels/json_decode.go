// encoding/json: Unmarshal into structs and into any.
package main

import (
	"encoding/json"
	"fmt"
	"strings"
)

type item struct {
	ID    int               `json:"id"`
	Name  string            `json:"name"`
	Price float64           `json:"price"`
	Tags  []string          `json:"tags"`
	Attrs map[string]string `json:"attrs"`
}

func main() {
	var b strings.Builder
	b.WriteByte('[')
	for i := range 100 {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"id": %d, "name": "item number %d", "price": %g, "tags": ["red", "green", "bl\u00fce"], "attrs": {"a": "1", "b": "2"}}`, i, i, float64(i)*1.5)
	}
	b.WriteByte(']')
	text := []byte(b.String())
	sum := 0
	for range 350 {
		var items []item
		if err := json.Unmarshal(text, &items); err != nil {
			panic(err)
		}
		sum += items[99].ID + len(items[5].Tags[2])
	}
	for range 200 {
		var v any
		if err := json.Unmarshal(text, &v); err != nil {
			panic(err)
		}
		sum += len(v.([]any))
	}
	fmt.Println(sum)
}
