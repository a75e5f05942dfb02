// encoding/json, text/template, regexp, sort and strconv on types of this program.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"text/template"
	"time"
)

type Kind int

func (k Kind) MarshalText() ([]byte, error) { return []byte(fmt.Sprintf("kind-%d", int(k))), nil }
func (k *Kind) UnmarshalText(b []byte) error {
	_, err := fmt.Sscanf(string(b), "kind-%d", (*int)(k))
	return err
}

type Base struct {
	ID   int       `json:"id"`
	When time.Time `json:"when,omitzero"`
}
type Item struct {
	Base
	Name  string            `json:"name,omitempty"`
	Tags  []string          `json:"tags"`
	Attrs map[Kind]float64  `json:"attrs,omitempty"`
	Next  *Item             `json:"next,omitempty"`
	Any   any               `json:"any"`
	Raw   json.RawMessage   `json:"raw,omitempty"`
	skip  int
	Hide  string `json:"-"`
	Str   int    `json:"str,string"`
}

func (i Item) Title() string              { return strings.ToUpper(i.Name) }
func (i *Item) Add(a, b int) (int, error) { if a < 0 { return 0, errors.New("negative") }; return a + b, nil }

func main() {
	it := Item{Base: Base{ID: 1}, Name: "a<b>", Attrs: map[Kind]float64{2: 1.5, 1: 1e21}, Any: []any{1, "x", nil, true, map[string]int{"z": 1, "a": 2}}, Raw: json.RawMessage(`{"r":[1, 2]}`), Str: 7}
	it.Next = &Item{Tags: []string{"t"}}
	b, err := json.Marshal(it)
	fmt.Println(string(b), err)
	var back Item
	fmt.Println(json.Unmarshal(b, &back), back.Name, back.Attrs, back.Next.Tags, back.Any, back.Str)
	for _, bad := range []string{`{"id":"x"}`, `{"id":1`, `[1]`, `{"attrs":{"bad":1}}`, `{"tags":[1]}`, `nul`, `{"id":1e100}`, "{\"name\":\"\\ud800\"}"} {
		var x Item
		fmt.Println(json.Unmarshal([]byte(bad), &x))
	}
	d := json.NewDecoder(strings.NewReader(`{"x":1} {"y":[2.5,"s"]} 3`))
	d.UseNumber()
	for {
		var v any
		if err := d.Decode(&v); err != nil {
			fmt.Println(err)
			break
		}
		fmt.Printf("%v %T\n", v, v)
	}
	out, _ := json.MarshalIndent(map[string]any{"k": []int{}, "n": nil, "f": 0.1, "s": []string(nil)}, "> ", "  ")
	fmt.Println(string(out))
	t := template.Must(template.New("t").Funcs(template.FuncMap{"join": strings.Join}).Parse(
		`{{define "row"}}[{{.ID}}:{{.Title}}]{{end}}{{range $i, $e := .}}{{if $i}}, {{end}}{{template "row" $e}}{{with $e.Next}} next={{.Tags | printf "%q"}}{{else}} none{{end}}{{.Add 1 2}}{{end}}{{len .}} {{index (index . 0).Attrs 2 | printf "%.2f"}} {{join (slice (index . 0).Next.Tags 0) "-"}} {{and 1 0}} {{eq 1 1}} {{not true}} {{"q" | html}}
`))
	if err := t.Execute(os.Stdout, []*Item{&it, it.Next}); err != nil {
		fmt.Println(err)
	}
	fmt.Println(template.Must(template.New("e").Parse("{{.Add -1 2}}")).Execute(&strings.Builder{}, &it))
	re := regexp.MustCompile(`(?i)(\w+)@(?P<host>\w+(?:\.\w+)+)`)
	fmt.Println(re.FindAllStringSubmatch("Mail a@b.c, X@Y.Z.org!", -1), re.ReplaceAllString("a@b.c", "${host}/$1"), re.SubexpNames())
	items := []Item{{Name: "b", Str: 1}, {Name: "a", Str: 1}, {Name: "c", Str: 0}}
	sort.SliceStable(items, func(i, j int) bool { return items[i].Str < items[j].Str })
	slices.SortStableFunc(items, func(a, b Item) int { return strings.Compare(a.Name, b.Name) * a.Str })
	for _, x := range items {
		fmt.Print(x.Name, x.Str, " ")
	}
	for _, s := range []string{"12", "-0x1f", "1e400", "abc", "99999999999999999999", "0b101", "1_000"} {
		i, e1 := strconv.ParseInt(s, 0, 64)
		f, e2 := strconv.ParseFloat(s, 64)
		fmt.Println(i, e1, f, e2)
	}
	fmt.Println(strconv.Quote("a\t\"é\x00\u2028"), strconv.FormatFloat(1.0/3, 'e', -1, 32), strconv.FormatInt(-255, 36), strconv.AppendBool(nil, true))
}
