/**
 * The template language of Azure Resource Manager: from the document that {@code az deployment}
 * posts to an ordered list of resources, and from each of those to the body of its PUT.
 *
 * <p>The flow has three steps, and only the last one looks at the cloud:
 *
 * <ol>
 *   <li>{@link fairlead.azure.template.LenientJson} reads the request body, and {@link
 *       fairlead.azure.template.Template} checks that its {@code template} has the shape of one;
 *   <li>{@link fairlead.azure.template.DeploymentPlan} binds parameters, settles every name,
 *       condition and loop, and finds out what waits for what. It depends on nothing but the
 *       template, the parameters and the {@link fairlead.azure.template.DeploymentScope}, so a
 *       driver that was interrupted can make the same plan again;
 *   <li>when everything that a node waits for is done, its body is evaluated; {@code reference} and
 *       {@code list*} then ask the {@link fairlead.azure.template.Surroundings}.
 * </ol>
 *
 * <p>Expressions are read by {@code ExpressionParser} into the sealed {@code Expression} and
 * evaluated by {@code Evaluator}. Every function is a row, in {@code StringFunctions}, {@code
 * CollectionFunctions} and so on; {@code Functions} joins the tables. To add a function, add a row.
 *
 * <p>Follows the Azure pages "Understand the structure and syntax of ARM templates", "ARM template
 * functions", "Resource iteration", "Conditional deployment" and "Using linked and nested
 * templates". Left out: linked templates and key vault references (nothing outside is reachable),
 * management-group and tenant deployments, and extensible providers ({@code imports}). Start
 * reading at {@link fairlead.azure.template.DeploymentPlan}.
 */
@NullMarked
package fairlead.azure.template;

import org.jspecify.annotations.NullMarked;
