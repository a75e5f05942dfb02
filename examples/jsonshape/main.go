// Jsonshape reads JSON documents and prints their shape: every path with its types and how often it occurs.
//
//	echo '{"a":[1,2,{"b":null}]}' | undergo run ./jsonshape
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
)

type shape map[string]map[string]int

func (s shape) note(path, kind string) {
	if s[path] == nil {
		s[path] = map[string]int{}
	}
	s[path][kind]++
}

func (s shape) walk(path string, v any) {
	switch v := v.(type) {
	case nil:
		s.note(path, "null")
	case bool:
		s.note(path, "bool")
	case json.Number:
		if strings.ContainsAny(v.String(), ".eE") {
			s.note(path, "float")
		} else {
			s.note(path, "int")
		}
	case string:
		s.note(path, "string")
	case []any:
		s.note(path, "array")
		for _, e := range v {
			s.walk(path+"[]", e)
		}
	case map[string]any:
		s.note(path, "object")
		for k, e := range v {
			s.walk(path+"."+k, e)
		}
	}
}

func main() {
	s := shape{}
	d := json.NewDecoder(os.Stdin)
	d.UseNumber()
	for {
		var v any
		err := d.Decode(&v)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "jsonshape:", err)
			os.Exit(1)
		}
		s.walk("$", v)
	}
	for _, path := range slices.Sorted(maps.Keys(s)) {
		var kinds []string
		for _, k := range slices.Sorted(maps.Keys(s[path])) {
			kinds = append(kinds, fmt.Sprintf("%s×%d", k, s[path][k]))
		}
		fmt.Printf("%-30s %s\n", path, strings.Join(kinds, " | "))
	}
	out, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		fmt.Fprintln(os.Stderr, "jsonshape:", err)
		os.Exit(1)
	}
	fmt.Println(len(out), "bytes as JSON")
}
