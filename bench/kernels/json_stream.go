// encoding/json: decoding into structs, any and maps through Decoder, Marshal with tags, custom marshalers; encoding/csv.
package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

type status int

func (s status) MarshalText() ([]byte, error) { return []byte([]string{"new", "old", "gone"}[s]), nil }
func (s *status) UnmarshalText(b []byte) error {
	*s = status(strings.Index("newoldgon", string(b[:3])) / 3)
	return nil
}

type record struct {
	ID      int                `json:"id"`
	Name    string             `json:"name,omitempty"`
	Score   *float64           `json:"score"`
	Status  status             `json:"status"`
	Nested  struct{ A, B int } `json:"nested"`
	Labels  map[string]string  `json:"labels"`
	Numbers []int              `json:"numbers"`
	Raw     json.RawMessage    `json:"raw"`
}

func main() {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	f := 2.5
	for i := range 3000 {
		r := record{ID: i, Name: fmt.Sprint("name \"", i), Score: &f, Status: status(i % 3), Labels: map[string]string{"k": "v", "a": "b<>"}, Numbers: []int{i, i + 1, i * i}, Raw: json.RawMessage(`{"x":[1,2]}`)}
		r.Nested.A = i
		if err := enc.Encode(&r); err != nil {
			panic(err)
		}
	}
	data := b.Bytes()
	sum := len(data)
	for range 4 {
		dec := json.NewDecoder(bytes.NewReader(data))
		for {
			var r record
			if err := dec.Decode(&r); err == io.EOF {
				break
			} else if err != nil {
				panic(err)
			}
			sum += r.ID + len(r.Numbers) + int(r.Status) + r.Nested.A + len(r.Labels)
		}
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	for dec.More() {
		var v any
		if err := dec.Decode(&v); err != nil {
			panic(err)
		}
		sum += len(v.(map[string]any))
	}
	dec = json.NewDecoder(bytes.NewReader(data))
	for {
		tok, err := dec.Token()
		if err != nil {
			break
		}
		if s, ok := tok.(string); ok {
			sum += len(s)
		}
	}
	var rows strings.Builder
	w := csv.NewWriter(&rows)
	for i := range 20_000 {
		w.Write([]string{fmt.Sprint(i), "plain", "with, comma", "quo\"te"})
	}
	w.Flush()
	all, err := csv.NewReader(strings.NewReader(rows.String())).ReadAll()
	if err != nil {
		panic(err)
	}
	fmt.Println(sum, len(all), len(all[77][3]))
}
