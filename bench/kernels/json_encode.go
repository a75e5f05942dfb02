// encoding/json: Marshal of nested structs, maps and slices.
package main

import (
	"encoding/json"
	"fmt"
	"strconv"
)

type item struct {
	ID     int               `json:"id"`
	Name   string            `json:"name"`
	Price  float64           `json:"price"`
	Tags   []string          `json:"tags"`
	Attrs  map[string]string `json:"attrs,omitempty"`
	Parent *item             `json:"parent,omitempty"`
}

func main() {
	items := make([]item, 200)
	for i := range items {
		items[i] = item{i, "item <" + strconv.Itoa(i) + ">", float64(i) * 1.25, []string{"red", "green", "blue"}, map[string]string{"a": "1", "b": "2"}, nil}
		if i > 0 {
			items[i].Parent = &item{ID: i - 1, Name: "parent"}
		}
	}
	sum := 0
	for i := range 1_000 {
		items[0].ID = i
		out, err := json.Marshal(items)
		if err != nil {
			panic(err)
		}
		sum += len(out)
	}
	fmt.Println(sum)
}
