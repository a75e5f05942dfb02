package main

import (
	"bytes"
	"compress/gzip"
	"crypto/md5"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"math/big"
	"os"
	"reflect"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"sync"
	"text/tabwriter"
	"text/template"
	"time"
	"unicode"
)

type pair struct{ x, y int }

func add(a, b int64) int64 { return a + b }
func mix(a int8, s string, f float64, p *pair) (x int, h float64, ok bool) {
	return twice(int(a) + len(s) + p.y), f + f, true
}
func twice(x int) int { return 2 * x }

type Person struct {
	Name  string         `json:"name"`
	Age   int            `json:"age,omitempty"`
	Tags  []string       `json:"tags"`
	Extra map[string]any `json:"extra"`
	Inner *Person        `json:"inner,omitempty"`
	When  time.Duration  `json:"when"`
	F     float64
}

func (p Person) Greet(s string) string { return s + " " + p.Name }

var errX = errors.New("x failed")
var table = [...]struct {
	k string
	v *int
	f func(int) int
}{{"a", &one, func(i int) int { return i + one }}, {"b", nil, twice}}
var one = 1
var anys = []any{1, "s", 2.5, &one, Person{Name: "n"}, []int{1, 2}, nil, errX}
var matrix = [3][2]int{{1, 2}, {3}, {}}
var lookup = map[string]int{"x": 1, "y": 2}
var big1, _ = new(big.Int).SetString("123456789012345678901234567890", 10)

func main() {
	fmt.Println(add(3, 4))
	fmt.Println(mix(-1, "abc", 1.5, &pair{1, 40}))
	p := Person{"bob", 42, []string{"a", "b"}, map[string]any{"k": 1.5, "l": []any{"x", nil, true}}, &Person{Name: "in"}, time.Second, math.Pi}
	js, err := json.MarshalIndent(p, "", " ")
	fmt.Println(string(js), err)
	var q Person
	fmt.Println(json.Unmarshal(js, &q), reflect.DeepEqual(q.Tags, p.Tags), q.Inner.Name, q.Extra)
	fmt.Println(json.Unmarshal([]byte(`{"name": 5}`), &q))
	t := template.Must(template.New("t").Funcs(template.FuncMap{"up": strings.ToUpper}).Parse("{{range $i, $e := .Tags}}{{$i}}={{up $e}} {{end}}{{.Greet \"hi\"}}{{with .Inner}} {{.Name | printf \"%q\"}}{{end}}\n"))
	fmt.Println(t.Execute(os.Stdout, p))
	re := regexp.MustCompile(`(\w+)@(\w+)\.com`)
	fmt.Println(re.FindAllStringSubmatch("a@b.com, foo@bar.com", -1), re.ReplaceAllString("x@y.com", "$2:$1"))
	fmt.Printf("%x\n%x\n", sha256.Sum256([]byte("abc")), md5.Sum([]byte("abc")))
	var buf bytes.Buffer
	zw := gzip.NewWriter(&buf)
	zw.Write(bytes.Repeat([]byte("hello "), 1000))
	zw.Close()
	zr, _ := gzip.NewReader(&buf)
	out, _ := io.ReadAll(zr)
	fmt.Println(len(out), base64.StdEncoding.EncodeToString(out[:7]))
	fmt.Println(new(big.Int).Exp(big1, big.NewInt(20), nil), new(big.Int).Mul(big1, big1))
	fmt.Println(table[0].f(5), table[1].f(5), *table[0].v, matrix, lookup["y"], len(anys), anys[3] == any(&one), anys[7])
	var wg sync.WaitGroup
	var mu sync.Mutex
	sum := 0
	for i := range 50 {
		wg.Add(1)
		go func() { defer wg.Done(); mu.Lock(); defer mu.Unlock(); sum += i }()
	}
	wg.Wait()
	fmt.Println(sum)
	tw := tabwriter.NewWriter(os.Stdout, 0, 8, 1, ' ', 0)
	fmt.Fprintf(tw, "a\tb\nccc\td\n")
	tw.Flush()
	xs := []string{"b", "C", "a"}
	sort.Slice(xs, func(i, j int) bool { return strings.ToLower(xs[i]) < strings.ToLower(xs[j]) })
	fmt.Println(xs, unicode.IsUpper('Ä'), unicode.Is(unicode.Han, '世'), strconv.Quote("a\x00世"))
	fmt.Println(binary.BigEndian.Uint32([]byte{1, 2, 3, 4}), time.Unix(0, 0).UTC().Format(time.RFC1123), time.Duration(1500)*time.Millisecond)
	fmt.Printf("%v %+v %#v %T %08.3f %x %q %U %e %v\n", p.Inner, *p.Inner, pair{1, 2}, p, 3.14159, "hi", 'x', '世', 12345.678, []byte("x"))
	rv := reflect.ValueOf(p)
	for i := range rv.NumField() {
		fmt.Print(rv.Type().Field(i).Name, ":", rv.Field(i).Kind(), " ")
	}
	m := rv.MethodByName("Greet")
	fmt.Println(m.Call([]reflect.Value{reflect.ValueOf("yo")})[0])
	fn := reflect.MakeFunc(reflect.TypeOf(add), func(args []reflect.Value) []reflect.Value {
		return []reflect.Value{reflect.ValueOf(args[0].Int() * args[1].Int())}
	})
	fmt.Println(fn.Interface().(func(int64, int64) int64)(6, 7))
	fmt.Println(reflect.ValueOf(mix).Call([]reflect.Value{reflect.ValueOf(int8(1)), reflect.ValueOf("zz"), reflect.ValueOf(2.0), reflect.ValueOf(&pair{0, 1})})[0])
	mt := reflect.MapOf(reflect.TypeOf(""), reflect.TypeOf(0))
	mv := reflect.MakeMap(mt)
	mv.SetMapIndex(reflect.ValueOf("k"), reflect.ValueOf(5))
	fmt.Println(mv.Interface().(map[string]int)["k"], mt == reflect.TypeOf(lookup))
	st := reflect.StructOf([]reflect.StructField{{Name: "A", Type: reflect.TypeOf(0)}, {Name: "B", Type: reflect.TypeOf("")}})
	sv := reflect.New(st).Elem()
	sv.Field(0).SetInt(9)
	fmt.Printf("%+v %v\n", sv.Interface(), st)
	fmt.Println(reflect.PointerTo(reflect.TypeOf(p)) == reflect.TypeOf(&p), reflect.SliceOf(reflect.TypeOf(p)), reflect.FuncOf(nil, []reflect.Type{reflect.TypeOf(1)}, false) == reflect.TypeOf(func() int { return 1 }))
	fmt.Println(errors.Is(fmt.Errorf("w: %w", errX), errX))
}
