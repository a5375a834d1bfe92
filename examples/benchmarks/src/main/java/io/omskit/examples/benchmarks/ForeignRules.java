package io.omskit.examples.benchmarks;

import com.alibaba.qlexpress4.Express4Runner;
import com.alibaba.qlexpress4.InitOptions;
import com.alibaba.qlexpress4.QLOptions;
import com.alibaba.qlexpress4.runtime.QLambda;
import com.alibaba.qlexpress4.security.QLSecurityStrategy;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.omskit.examples.benchmarks.ForeignText.Dialect;
import io.omskit.rule.Condition;
import io.omskit.rule.Rule;
import io.omskit.rule.RuleBook;
import io.omskit.rule.RuleGroup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.kie.api.KieBase;
import org.kie.api.io.ResourceType;
import org.kie.api.runtime.KieSession;
import org.kie.internal.utils.KieHelper;

/** The rules of a book in another engine, compiled once; decides as {@link HandWritten#decide} writes it. */
interface ForeignRules {
    /** Decides about one order. */
    long decide(RuleFacts facts);

    /** One expression for each rule; group and order are left to the caller, as the engine knows neither. */
    static ForeignRules cel(RuleBook<?, ?> book) {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .setResultType(SimpleType.BOOL);
        RuleFacts.NAMES.forEach(name -> builder.addVar(name, SimpleType.DYN));
        CelCompiler compiler = builder.build();
        CelRuntime runtime = CelRuntimeFactory.plannerRuntimeBuilder().build();
        return firstInEachGroup(book, Dialect.CEL, text -> {
            try {
                CelRuntime.Program program =
                        runtime.createProgram(compiler.compile(text).getAst());
                return facts -> {
                    try {
                        return (Boolean) program.eval(facts::find);
                    } catch (CelEvaluationException e) {
                        throw new IllegalStateException(text, e);
                    }
                };
            } catch (CelValidationException | CelEvaluationException e) {
                throw new IllegalStateException(text, e);
            }
        });
    }

    /** One script for each rule, parsed once and kept in the engine's cache. */
    static ForeignRules qlExpress(RuleBook<?, ?> book) {
        Express4Runner runner = new Express4Runner(InitOptions.builder()
                .securityStrategy(QLSecurityStrategy.open())
                .build());
        runner.addVarArgsFunction("exists", arguments -> count(arguments) > 0);
        runner.addVarArgsFunction("filter", arguments -> count(arguments));
        QLOptions options = QLOptions.builder().cache(true).build();
        return firstInEachGroup(
                book,
                Dialect.QLEXPRESS,
                text -> facts ->
                        (Boolean) runner.execute(text, facts.map(), options).getResult());
    }

    /** How many of the lines, the first argument, fulfill the script that is the second. */
    private static long count(Object... arguments) {
        long count = 0;
        for (Object line : (List<?>) arguments[0]) {
            count += ((QLambda) arguments[1]).test(line) ? 1 : 0;
        }
        return count;
    }

    /** All rules in one base; groups are activation groups, the order is salience. */
    static ForeignRules drools(RuleBook<?, ?> book) {
        KieBase base = new KieHelper()
                .addContent(DroolsText.of(book), ResourceType.DRL)
                .build();
        int[] matches = new int[RuleGroup.values().length];
        return facts -> {
            Arrays.fill(matches, 0);
            KieSession session = base.newKieSession();
            try {
                session.setGlobal("matches", matches);
                session.insert(facts);
                session.fireAllRules();
            } finally {
                session.dispose();
            }
            long decided = 0;
            for (int match : matches) {
                decided = decided * 100 + match;
            }
            return decided;
        };
    }

    /** Makes a test of an expression. */
    interface Compiling {
        Predicate<RuleFacts> compile(String text);
    }

    private static ForeignRules firstInEachGroup(RuleBook<?, ?> book, Dialect dialect, Compiling engine) {
        List<List<Predicate<RuleFacts>>> groups = new ArrayList<>();
        for (RuleGroup group : RuleGroup.values()) {
            List<Predicate<RuleFacts>> tests = new ArrayList<>();
            for (Rule<?> rule : book.rules()) {
                if (rule.group() == group) {
                    Condition whole = Condition.all(rule.scope(), rule.when());
                    tests.add(engine.compile(ForeignText.of(dialect).text(whole)));
                }
            }
            groups.add(tests);
        }
        return facts -> {
            long decided = 0;
            for (List<Predicate<RuleFacts>> rules : groups) {
                int match = 0;
                for (int i = 0; i < rules.size() && match == 0; i++) {
                    match = rules.get(i).test(facts) ? i + 1 : 0;
                }
                decided = decided * 100 + match;
            }
            return decided;
        };
    }
}
